/* SPDX-License-Identifier: MIT */
/* loose_json.c - JSON as pages write it: comments, trailing commas and raw line breaks included */
#include "parse/loose_json.h"

#include <json-c/json.h>
#include <limits.h>
#include <stdbool.h>
#include <string.h>

#include "lib/ascii.h"
#include "lib/limits.h"

struct cleaner {
	struct str in;
	size_t at;
	char *out;
	size_t len;
	int depth;
};

static bool
looking_at(const struct cleaner *c, struct str what)
{
	return str_starts(str_slice(c->in, c->at, c->in.len), what);
}

/* Copies a string with its quotes; raw control characters become spaces. */
static void
copy_string(struct cleaner *c)
{
	c->out[c->len++] = c->in.ptr[c->at++];
	while (c->at < c->in.len && c->in.ptr[c->at] != '"') {
		char byte = c->in.ptr[c->at++];
		c->out[c->len++] = (unsigned char)byte < 0x20 ? ' ' : byte;
		if (byte == '\\' && c->at < c->in.len)
			c->out[c->len++] = c->in.ptr[c->at++];
	}
	if (c->at < c->in.len)
		c->out[c->len++] = c->in.ptr[c->at++];
}

static bool
skip_past(struct cleaner *c, struct str end)
{
	size_t at = str_find(str_slice(c->in, c->at, c->in.len), end);
	c->at = at == STR_NOT_FOUND ? c->in.len : c->at + at + end.len;
	return true;
}

/* Comments, and the marks that hid scripts from old browsers. */
static bool
skip_comment(struct cleaner *c)
{
	static const struct str marks[] = {
	    STR_INIT("<!--"), STR_INIT("-->"), STR_INIT("<![CDATA["), STR_INIT("]]>")};
	if (looking_at(c, STR("//")))
		return skip_past(c, STR("\n"));
	if (looking_at(c, STR("/*")))
		return skip_past(c, STR("*/"));
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (looking_at(c, marks[i])) {
			c->at += marks[i].len;
			return true;
		}
	}
	return false;
}

static void
drop_comma(struct cleaner *c)
{
	size_t len = c->len;
	while (len > 0 && ascii_is_space(c->out[len - 1]))
		len--;
	if (len > 0 && c->out[len - 1] == ',')
		c->len = len - 1;
}

/* Cleans one value, up to the bracket that closes it. */
static void
clean(struct cleaner *c)
{
	while (c->at < c->in.len) {
		char byte = c->in.ptr[c->at];
		if (byte == '"') {
			copy_string(c);
			continue;
		}
		if (skip_comment(c))
			continue;
		if (looking_at(c, STR("undefined"))) {
			memcpy(c->out + c->len, "null", 4);
			c->len += 4;
			c->at += 9;
			continue;
		}
		if (byte == '}' || byte == ']')
			drop_comma(c);
		c->depth += (byte == '{' || byte == '[') - (byte == '}' || byte == ']');
		c->out[c->len++] = byte;
		c->at++;
		if (c->depth <= 0 && (byte == '}' || byte == ']'))
			return;
	}
}

struct json_object *
loose_json_read(struct arena *arena, struct str text)
{
	struct cleaner c = {.in = text, .out = arena_alloc(arena, text.len + 1)};
	clean(&c);
	if (c.len == 0 || c.len > INT_MAX)
		return NULL;
	struct json_tokener *tokener = json_tokener_new_ex(LIMIT_JSON_DEPTH);
	if (!tokener)
		return NULL;
	json_tokener_set_flags(tokener, JSON_TOKENER_VALIDATE_UTF8);
	struct json_object *value = json_tokener_parse_ex(tokener, c.out, (int)c.len);
	if (json_tokener_get_error(tokener) != json_tokener_success) {
		json_object_put(value);
		value = NULL;
	}
	json_tokener_free(tokener);
	return value;
}

struct json_object *
loose_json_member(struct json_object *object, const char *member)
{
	struct json_object *value = NULL;
	if (json_object_is_type(object, json_type_object))
		json_object_object_get_ex(object, member, &value);
	return value;
}

struct str
loose_json_text(struct json_object *object, const char *member)
{
	struct json_object *value = loose_json_member(object, member);
	if (json_object_is_type(value, json_type_array))
		value = json_object_array_get_idx(value, 0);
	if (json_object_is_type(value, json_type_string) ||
	    json_object_is_type(value, json_type_int))
		return str_from(json_object_get_string(value));
	return (struct str){NULL, 0};
}

static size_t
add_tree(struct json_object **items, size_t n, size_t most, struct json_object *value)
{
	if (n < most && (json_object_is_type(value, json_type_object) ||
			    json_object_is_type(value, json_type_array)))
		items[n++] = value;
	return n;
}

size_t
loose_json_list(struct json_object *root, struct json_object **items, size_t most)
{
	size_t n = add_tree(items, 0, most, root);
	for (size_t i = 0; i < n; i++) {
		struct json_object *value = items[i];
		if (json_object_is_type(value, json_type_array)) {
			for (size_t j = 0; j < json_object_array_length(value); j++)
				n = add_tree(items, n, most, json_object_array_get_idx(value, j));
			continue;
		}
		json_object_object_foreach(value, key, member)
		{
			(void)key;
			n = add_tree(items, n, most, member);
		}
	}
	return n;
}
