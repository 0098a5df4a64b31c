/* SPDX-License-Identifier: MIT */
/* url_write.c - the href of a URL, written part by part from a reference and its base */
#include "lib/url_write.h"

#include "lib/url_host.h"
#include "lib/url_percent.h"

static bool
is_slash(char c)
{
	return c == '/' || c == '\\';
}

/* The offset of the first character that is one of `stops`, or the length. */
static size_t
find_any(struct str text, struct str stops)
{
	for (size_t i = 0; i < text.len; i++)
		for (size_t j = 0; j < stops.len; j++)
			if (text.ptr[i] == stops.ptr[j])
				return i;
	return text.len;
}

static void
write_credentials(struct buf *href, struct str credentials)
{
	struct str password = credentials;
	struct str username = str_cut(&password, ':');
	if (username.len == 0 && password.len == 0)
		return;
	url_percent_encode(href, username, URL_PERCENT_USERINFO);
	if (password.len > 0) {
		buf_add_char(href, ':');
		url_percent_encode(href, password, URL_PERCENT_USERINFO);
	}
	buf_add_char(href, '@');
}

static bool
write_port(struct buf *href, const struct url_scheme *scheme, struct str digits)
{
	unsigned long long port;
	if (digits.len == 0)
		return true;
	if (!str_to_uint(digits, &port) || port > 65535)
		return false;
	if (port != scheme->port)
		buf_addf(href, ":%llu", port);
	return true;
}

static bool
write_authority(struct buf *href, const struct url_scheme *scheme, struct str authority)
{
	buf_add_str(href, scheme->name);
	buf_add_text(href, "://");
	for (size_t i = authority.len; i > 0; i--) {
		if (authority.ptr[i - 1] != '@')
			continue;
		write_credentials(href, str_slice(authority, 0, i - 1));
		authority = str_slice(authority, i, authority.len);
		break;
	}
	size_t len = url_host_len(authority);
	return url_host_parse(href, str_slice(authority, 0, len)) &&
	       write_port(href, scheme, str_slice(authority, len + 1, authority.len));
}

/* 1 for ".", 2 for "..", each dot plain or as %2e; 0 for any other segment. */
static int
count_dots(struct str segment)
{
	int n = 0;
	while (segment.len > 0) {
		size_t len = segment.ptr[0] == '.' ? 1 : 3;
		if (len == 3 && !str_starts_nocase(segment, STR("%2e")))
			return 0;
		segment = str_slice(segment, len, segment.len);
		n++;
	}
	return n <= 2 ? n : 0;
}

/* Takes the last "/segment" off the path that begins at `path`, if there is one. */
static void
drop_segment(struct buf *href, size_t path)
{
	size_t len = href->len;
	while (len > path && href->ptr[len - 1] != '/')
		len--;
	buf_cut(href, len > path ? len - 1 : path);
}

/* Appends the segments of `text` to the path that begins at `path`. */
static void
write_segments(struct buf *href, size_t path, struct str text)
{
	for (bool last = false; !last;) {
		size_t end = find_any(text, STR("/\\"));
		struct str segment = str_slice(text, 0, end);
		int dots = count_dots(segment);
		last = end == text.len;
		text = str_slice(text, end + 1, text.len);
		if (dots == 2)
			drop_segment(href, path);
		if (dots == 0 || last)
			buf_add_char(href, '/');
		if (dots == 0)
			url_percent_encode(href, segment, URL_PERCENT_PATH);
	}
}

/* Appends "?query#fragment" as far as they are there. */
static void
write_tail(struct buf *href, struct str text)
{
	struct str fragment = text;
	struct str query = str_cut(&fragment, '#');
	if (query.len > 0) {
		buf_add_char(href, '?');
		url_percent_encode(href, str_slice(query, 1, query.len), URL_PERCENT_QUERY);
	}
	if (fragment.ptr) {
		buf_add_char(href, '#');
		url_percent_encode(href, fragment, URL_PERCENT_FRAGMENT);
	}
}

/* Writes all after the authority from `text`, whose path begins without its slash. */
static void
write_path_and_tail(struct buf *href, size_t path, struct str text)
{
	size_t end = find_any(text, STR("?#"));
	write_segments(href, path, str_slice(text, 0, end));
	write_tail(href, str_slice(text, end, text.len));
}

bool
url_write_absolute(struct buf *href, const struct url_scheme *scheme, struct str text)
{
	while (text.len > 0 && is_slash(text.ptr[0]))
		text = str_slice(text, 1, text.len);
	size_t end = find_any(text, STR("/\\?#"));
	if (!write_authority(href, scheme, str_slice(text, 0, end)))
		return false;
	if (end < text.len && is_slash(text.ptr[end]))
		end++;
	write_path_and_tail(href, href->len, str_slice(text, end, text.len));
	return true;
}

bool
url_write_relative(struct buf *href, const struct url *base, struct str text)
{
	bool slash = text.len > 0 && is_slash(text.ptr[0]);
	if (slash && text.len > 1 && is_slash(text.ptr[1]))
		return url_write_absolute(href, url_scheme_find(base->scheme), text);
	size_t path = (size_t)(base->path.ptr - base->href.ptr);
	if (slash) {
		buf_add_str(href, str_slice(base->href, 0, path));
		write_path_and_tail(href, path, str_slice(text, 1, text.len));
	} else if (text.len == 0 || text.ptr[0] == '#') {
		buf_add_str(href, url_without_fragment(base));
		write_tail(href, text);
	} else if (text.ptr[0] == '?') {
		buf_add_str(href, str_slice(base->href, 0, path + base->path.len));
		write_tail(href, text);
	} else {
		buf_add_str(href, str_slice(base->href, 0, path + base->path.len));
		drop_segment(href, path);
		write_path_and_tail(href, path, text);
	}
	return true;
}
