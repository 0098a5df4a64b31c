/* SPDX-License-Identifier: MIT */
/* fuzz_json.c - lib/json_in takes what jansson takes, and gives the same values */
#include <assert.h>
#include <string.h>

#include <jansson.h>

#include "lib/json_in.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MOST 65536u

/* The value as the oracle has it; both are walked side by side.  Depth is bounded by the reader. */
static bool same_value(struct json_in *in, const json_t *wanted);

static bool
same_object(struct json_in *in, const json_t *wanted)
{
	struct str key;
	if (!json_in_open(in, '{'))
		return false;
	for (size_t n = 0; json_in_member(in, &n, &key);) {
		const json_t *member = json_object_getn(wanted, key.ptr, key.len);
		assert(member);
		if (!same_value(in, member))
			return false;
	}
	return !in->wrong;
}

static bool
same_array(struct json_in *in, const json_t *wanted)
{
	if (!json_in_open(in, '['))
		return false;
	size_t n = 0;
	while (json_in_item(in, &n))
		if (!same_value(in, json_array_get(wanted, n - 1)))
			return false;
	return !in->wrong && n == json_array_size(wanted);
}

static bool
same_value(struct json_in *in, const json_t *wanted)
{
	struct str text;
	int64_t number;
	bool flag;
	switch (json_typeof(wanted)) {
	case JSON_OBJECT:
		return same_object(in, wanted);
	case JSON_ARRAY:
		return same_array(in, wanted);
	case JSON_STRING:
		return json_in_string(in, &text) && text.len == json_string_length(wanted) &&
		       memcmp(text.ptr, json_string_value(wanted), text.len) == 0;
	case JSON_INTEGER:
		return json_in_int(in, &number)
			   ? number == json_integer_value(wanted)
			   : json_integer_value(wanted) == INT64_MIN && json_in_skip(in, &text);
	case JSON_TRUE:
	case JSON_FALSE:
		return json_in_bool(in, &flag) && flag == json_is_true(wanted);
	default:
		return json_in_skip(in, &text);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct json_in in;
	struct str text = {(const char *)data, size}, raw;
	json_error_t error;
	/* The oracle takes a NUL byte for the end of its input. */
	if (size == 0 || size > MOST || memchr(data, '\0', size))
		return 0;
	arena_init(&arena, 64u << 20);
	json_in_start(&in, text, &arena);
	bool taken = json_in_skip(&in, &raw) && json_in_is_over(&in);
	const char *wrong = in.wrong;
	/* Duplicate names are the reader's caller's affair: the oracle refuses them. */
	json_t *wanted =
	    json_loadb(text.ptr, text.len, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, &error);
	if (wanted) {
		json_in_start(&in, text, &arena);
		if (taken)
			assert(same_value(&in, wanted) && json_in_is_over(&in));
		else
			assert(strcmp(wrong, "nested too deep") == 0);
	} else if (taken) {
		enum json_error_code code = json_error_code(&error);
		assert(code == json_error_duplicate_key || code == json_error_numeric_overflow ||
		       code == json_error_null_character);
	}
	json_decref(wanted);
	arena_clear(&arena);
	return 0;
}
