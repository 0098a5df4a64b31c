/* SPDX-License-Identifier: MIT */
/* option_value.c - the value of one option, read by its type */
#include "lib/option_value.h"

#include <errno.h>
#include <stdlib.h>

#include "lib/ascii.h"
#include "lib/mem.h"
#include "lib/timestamp.h"

struct unit {
	char letter;
	double factor;
};

static const struct unit count_units[] = {
    {'K', 1024.0}, {'M', 1048576.0}, {'G', 1073741824.0}, {0}};
static const struct unit second_units[] = {{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}, {0}};
static const struct unit no_units[] = {{0}};

/* A decimal number of 0 or more with one unit's letter. */
static bool
read_number(const char *text, const struct unit *units, double most, double *out)
{
	char *end = NULL;
	errno = 0;
	double value = ascii_is_digit(text[0]) || text[0] == '.' ? strtod(text, &end) : -1;
	if (end && *end && !end[1])
		for (; units->letter; units++)
			if (units->letter == *end) {
				value *= units->factor;
				end++;
				break;
			}
	if (!end || *end || errno || !(value >= 0 && value <= most))
		return false;
	*out = value;
	return true;
}

static bool
read_count(const char *text, long *out)
{
	double value;
	if (!read_number(text, count_units, 1e15, &value))
		return false;
	*out = (long)value;
	return true;
}

static bool
read_time(const char *text, char *out)
{
	int64_t at;
	if (!timestamp_read(str_from(text), &at))
		return false;
	timestamp_print(at, out);
	return true;
}

static void
add_text(struct option_texts *list, const char *text)
{
	list->items = mem_resize(list->items, (list->n + 1) * sizeof *list->items);
	list->items[list->n++] = text;
}

const char *
option_value_words(const struct option_row *option)
{
	return option->type == OPTION_TIME ? "a time such as 2026-11-22T18:00:00Z"
					   : option->argument;
}

bool
option_value_set(const struct option_row *option, const char *text)
{
	switch (option->type) {
	case OPTION_FLAG:
		*(bool *)option->value = true;
		return true;
	case OPTION_TEXT:
	case OPTION_PATH:
		*(const char **)option->value = text;
		return true;
	case OPTION_TEXTS:
		add_text(option->value, text);
		return true;
	case OPTION_COUNT:
		return read_count(text, option->value);
	case OPTION_SECONDS:
		return read_number(text, second_units, 1e10, option->value);
	case OPTION_PERCENT:
		return read_number(text, no_units, 100, option->value);
	case OPTION_TIME:
		return read_time(text, option->value);
	}
	return false;
}
