/* SPDX-License-Identifier: MIT */
/* profile_value.c - the values of a site profile that are more than text */
#include "lib/profile_value.h"

#include <stdlib.h>
#include <string.h>

#include "lib/ascii.h"
#include "lib/buf.h"
#include "lib/limits.h"
#include "lib/url_host.h"

#define MOST_SECONDS  86400.0 /* a day: a longer delay would be a mistake */
#define MOST_INTERVAL 10000   /* of its unit */

bool
profile_read_seconds(struct str text, double *seconds)
{
	char copy[32];
	char *end;
	if (text.len == 0 || text.len >= sizeof copy || !ascii_is_digit(text.ptr[0]))
		return false;
	memcpy(copy, text.ptr, text.len);
	copy[text.len] = '\0';
	double value = strtod(copy, &end);
	if (*end || !(value >= 0 && value <= MOST_SECONDS))
		return false;
	*seconds = value;
	return true;
}

/* "12h" or "7d": seconds. */
static bool
read_interval(struct str text, int64_t *seconds)
{
	static const struct {
		char unit;
		int seconds;
	} units[] = {{'m', 60}, {'h', 3600}, {'d', 86400}};
	unsigned long long n;
	if (text.len < 2 || !str_to_uint(str_slice(text, 0, text.len - 1), &n) || n < 1 ||
	    n > MOST_INTERVAL)
		return false;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		if (text.ptr[text.len - 1] == units[i].unit) {
			*seconds = (int64_t)n * units[i].seconds;
			return true;
		}
	}
	return false;
}

bool
profile_read_intervals(struct str text, int64_t *shortest, int64_t *longest)
{
	int64_t first, second;
	struct str rest = text;
	if (!read_interval(str_cut(&rest, ' '), &first) ||
	    !read_interval(str_trim(rest), &second) || first > second)
		return false;
	*shortest = first;
	*longest = second;
	return true;
}

bool
profile_is_header(struct str text)
{
	size_t colon = str_find_char(text, ':');
	if (colon == STR_NOT_FOUND || colon == 0)
		return false;
	for (size_t i = 0; i < colon; i++)
		if (!ascii_is_alnum(text.ptr[i]) && !strchr("!#$%&'*+-.^_`|~", text.ptr[i]))
			return false;
	return true;
}

bool
profile_is_host(struct str text)
{
	struct buf host;
	if (str_starts(text, STR("*.")))
		text = str_slice(text, 2, text.len);
	if (str_find_char(text, '*') != STR_NOT_FOUND)
		return false; /* URLs may have it, and mean nothing by it */
	buf_init(&host, LIMIT_URL_BYTES);
	bool is_host = url_host_parse(&host, text) && str_eq_nocase(buf_str(&host), text);
	buf_clear(&host);
	return is_host;
}
