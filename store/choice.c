/* SPDX-License-Identifier: MIT */
/* choice.c - the members of records that --fields asks for */
#include "store/choice.h"

#include "lib/json.h"
#include "store/members.h"

/* These are in every line: what it is, and what it is about. */
static const struct str always[] = {STR_INIT("record"), STR_INIT("schema"), STR_INIT("url")};

bool
choice_has(const struct choice *choice, struct str name)
{
	for (size_t i = 0; i < choice->n; i++)
		if (str_eq(choice->names[i], name))
			return true;
	return false;
}

bool
choice_read(struct choice *choice, const char *list, struct str *wrong)
{
	struct str rest = str_from(list);
	choice->n = 0;
	while (rest.ptr) {
		struct str name = str_cut(&rest, ',');
		*wrong = name;
		if (name.len == 0 || choice_has(choice, name) || choice->n == CHOICE_MAX)
			return false;
		choice->names[choice->n++] = name;
	}
	return choice->n > 0;
}

const struct field *
choice_field(struct str name, const struct field_set **set)
{
	const struct field_set *const sets[] = {&fields_visit, fields_of_kind[RECORD_ARTICLE]};
	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
		for (size_t j = 0; j < sets[i]->n; j++) {
			if (str_eq(name, str_from(sets[i]->fields[j].name))) {
				*set = sets[i];
				return &sets[i]->fields[j];
			}
		}
	}
	return NULL;
}

bool
choice_are_members(const struct choice *choice, struct str *wrong)
{
	const struct field_set *set;
	for (size_t i = 0; i < choice->n; i++) {
		*wrong = choice->names[i];
		if (!choice_field(*wrong, &set) && !str_eq(*wrong, STR("fetched_url")) &&
		    !str_eq(*wrong, STR("record")) && !str_eq(*wrong, STR("schema")))
			return false;
	}
	return true;
}

static bool
is_written(const struct choice *choice, struct str name)
{
	for (size_t i = 0; i < sizeof always / sizeof *always; i++)
		if (str_eq(name, always[i]))
			return true;
	return choice_has(choice, name);
}

void
choice_write(const struct choice *choice, struct str line, struct buf *out)
{
	struct str name, value;
	char before = '{';
	while (members_next(&line, &name, &value)) {
		if (!is_written(choice, name))
			continue;
		buf_add_char(out, before);
		buf_add_char(out, '"');
		buf_add_str(out, name);
		buf_add_text(out, "\":");
		buf_add_str(out, value);
		before = ',';
	}
	buf_add_char(out, '}');
}

void
choice_write_names(const struct choice *choice, struct buf *out)
{
	buf_add_char(out, '[');
	for (size_t i = 0; i < choice->n; i++) {
		if (i > 0)
			buf_add_char(out, ',');
		json_write_string(out, choice->names[i]);
	}
	buf_add_char(out, ']');
}
