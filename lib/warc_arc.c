/* SPDX-License-Identifier: MIT */
/* warc_arc.c - the line that heads a record of an ARC file, version 1 (Internet Archive, 1996) */
#include "lib/warc_arc.h"

#include "lib/ascii.h"

#define DATE_SHORTEST 12 /* YYYYMMDDhhmm */
#define DATE_LONGEST  18 /* seen with four digits too many */

/* Cuts the last word off *rest. */
static struct str
cut_last(struct str *rest)
{
	size_t end = rest->len, start;
	while (end > 0 && rest->ptr[end - 1] == ' ')
		end--;
	for (start = end; start > 0 && rest->ptr[start - 1] != ' ';)
		start--;
	struct str word = str_slice(*rest, start, end);
	*rest = str_slice(*rest, 0, start);
	return word;
}

static bool
is_date(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!ascii_is_digit(word.ptr[i]))
			return false;
	return word.len >= DATE_SHORTEST && word.len <= DATE_LONGEST;
}

static bool
is_ip(struct str word)
{
	size_t n_marks = 0;
	for (size_t i = 0; i < word.len; i++) {
		bool mark = word.ptr[i] == '.' || word.ptr[i] == ':';
		if (!mark && ascii_hex(word.ptr[i]) < 0)
			return false;
		n_marks += mark;
	}
	return n_marks >= 2;
}

bool
warc_arc_read(struct str line, struct warc_arc_line *out)
{
	struct warc_arc_line found;
	if (line.len > 0 && line.ptr[line.len - 1] == '\r')
		line.len--;
	found.length = cut_last(&line);
	found.type = cut_last(&line);
	found.date = cut_last(&line);
	found.ip = cut_last(&line);
	found.url = str_trim(line);
	bool is_url =
	    str_find(found.url, STR("://")) != STR_NOT_FOUND || str_starts(found.url, STR("dns:"));
	if (!is_url || !is_ip(found.ip) || !is_date(found.date))
		return false;
	*out = found;
	return true;
}

bool
warc_arc_header(struct arena *arena, const struct warc_arc_line *line, struct warc_header *header)
{
	const char *d = line->date.ptr;
	struct str url = arena_copy(arena, line->url);
	bool is_http =
	    str_starts_nocase(url, STR("http://")) || str_starts_nocase(url, STR("https://"));
	header->type = is_http ? WARC_RESPONSE : WARC_RESOURCE;
	header->ip_address = arena_copy(arena, line->ip);
	header->content_type =
	    is_http ? STR(WARC_TYPE_HTTP_RESPONSE) : arena_copy(arena, line->type);
	if (line->date.len == 14)
		header->date = arena_printf(arena, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", d, d + 4,
		    d + 6, d + 8, d + 10, d + 12);
	if (str_starts(url, STR(WARC_ARC_FIRST))) {
		header->type = WARC_WARCINFO;
		header->filename = str_slice(url, sizeof WARC_ARC_FIRST - 1, url.len);
	} else {
		header->target_uri = url;
	}
	header->type_name = warc_type_name(header->type);
	return str_to_uint(line->length, &header->content_length);
}
