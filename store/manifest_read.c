/* SPDX-License-Identifier: MIT */
/* manifest_read.c - reading what a published export says of itself */
#include <json-c/json.h>

#include "lib/json.h"
#include "store/manifest.h"

/* A member of an object; NULL when there is none, or when it is no object. */
static struct json_object *
member(struct json_object *object, const char *name)
{
	struct json_object *value = NULL;
	if (json_object_is_type(object, json_type_object))
		json_object_object_get_ex(object, name, &value);
	return value;
}

static bool
read_text(struct arena *arena, struct json_object *value, struct str *out)
{
	if (!json_object_is_type(value, json_type_string))
		return false;
	*out = arena_copy(arena,
	    (struct str){json_object_get_string(value), (size_t)json_object_get_string_len(value)});
	return true;
}

static bool
read_count(struct json_object *value, int64_t *out)
{
	if (!json_object_is_type(value, json_type_int) || json_object_get_int64(value) < 0)
		return false;
	*out = json_object_get_int64(value);
	return true;
}

static bool
read_cursor(struct arena *arena, struct json_object *value, struct cursor *out)
{
	struct str text;
	return read_text(arena, value, &text) && cursor_read(text, out);
}

static bool
read_file(struct arena *arena, struct json_object *value, struct manifest_file *out)
{
	return read_text(arena, member(value, "path"), &out->path) &&
	       read_text(arena, member(value, "hash"), &out->hash) &&
	       read_count(member(value, "bytes"), &out->bytes);
}

static bool
read_resources(struct arena *arena, struct json_object *list, struct manifest *out)
{
	return json_object_is_type(list, json_type_array) && json_object_array_length(list) == 2 &&
	       read_file(arena, json_object_array_get_idx(list, 0), &out->articles) &&
	       read_file(arena, json_object_array_get_idx(list, 1), &out->schema_file);
}

static bool
read_counts(struct json_object *value, struct export_counts *out)
{
	struct json_object *kinds = member(value, "page_kinds"), *causes = member(value, "causes");
	bool read = read_count(member(value, "articles"), &out->n_articles) &&
		    read_count(member(value, "tombstones"), &out->n_tombstones);
	for (int i = 0; i < EXPORT_N_KINDS && read; i++)
		read = read_count(
		    member(kinds, export_kind_name((enum export_kind)i)), &out->of_kind[i]);
	for (int i = 0; i < TOMBSTONE_N_CAUSES && read; i++)
		read = read_count(
		    member(causes, tombstone_name((enum tombstone_cause)i)), &out->of_cause[i]);
	return read;
}

static bool
read_request(struct arena *arena, struct json_object *value, struct manifest *out)
{
	struct str format;
	const char *text = json_object_to_json_string_ext(
	    value, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE);
	out->request = arena_copy(arena, str_from(text));
	out->gzip = json_object_get_boolean(member(value, "gzip"));
	return read_text(arena, member(value, "format"), &format) &&
	       export_format_of(arena_text(arena, format), &out->format);
}

static bool
read_guard(struct arena *arena, struct json_object *winnow, struct manifest *out)
{
	struct str state;
	struct json_object *guard = member(winnow, "guard"), *reasons = member(guard, "reasons");
	if (!read_text(arena, member(winnow, "state"), &state) ||
	    !json_object_is_type(reasons, json_type_array))
		return false;
	for (size_t i = 0; i < json_object_array_length(reasons); i++)
		if (!read_text(arena, json_object_array_get_idx(reasons, i),
			ARENA_PUSH(arena, &out->reasons)))
			return false;
	out->is_held = str_eq(state, STR("held"));
	out->is_accepted = json_object_get_boolean(member(guard, "accepted"));
	return out->is_held || str_eq(state, STR("published"));
}

static bool
read_sites(struct arena *arena, struct json_object *list, struct site_states *out)
{
	if (!json_object_is_type(list, json_type_array))
		return false;
	for (size_t i = 0; i < json_object_array_length(list); i++) {
		struct json_object *value = json_object_array_get_idx(list, i);
		struct site_state *state = ARENA_PUSH(arena, out);
		if (!read_text(arena, member(value, "site"), &state->site))
			return false;
		for (int j = 0; j < SITE_N_NUMBERS; j++)
			if (!read_count(member(value, site_number_name((enum site_number)j)),
				&state->numbers[j]))
				return false;
	}
	return true;
}

static bool
read_winnow(struct arena *arena, struct json_object *winnow, struct manifest *out)
{
	struct str kind;
	struct json_object *previous = member(winnow, "previous");
	out->has_since = member(winnow, "since");
	return read_count(member(winnow, "schema"), &out->schema) &&
	       read_text(arena, member(winnow, "kind"), &kind) &&
	       str_eq(kind, str_from(manifest_kind(out->has_since))) &&
	       (!out->has_since || read_cursor(arena, member(winnow, "since"), &out->since)) &&
	       read_cursor(arena, member(winnow, "cursor"), &out->until) &&
	       read_request(arena, member(winnow, "request"), out) &&
	       read_counts(member(winnow, "counts"), &out->counts) &&
	       read_guard(arena, winnow, out) &&
	       read_sites(arena, member(winnow, "sites"), &out->sites) &&
	       (!previous ||
		   (read_text(arena, member(previous, "name"), &out->previous) &&
		       read_text(arena, member(previous, "manifest"), &out->previous_hash)));
}

bool
manifest_read(struct arena *arena, struct str text, struct manifest *manifest, const char **why)
{
	struct json_object *root = NULL;
	*manifest = (struct manifest){.schema = 0};
	if (!json_read(str_trim(text), &root, why))
		return false;
	bool read = read_text(arena, member(root, "name"), &manifest->name) &&
		    read_text(arena, member(root, "created"), &manifest->created) &&
		    read_resources(arena, member(root, "resources"), manifest) &&
		    read_winnow(arena, member(root, "winnow"), manifest);
	json_object_put(root);
	*why = "no manifest of winnow-export";
	return read;
}
