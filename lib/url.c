/* SPDX-License-Identifier: MIT */
/* url.c - parse, resolve and print web addresses (WHATWG URL Standard) for http and https */
#include "lib/url.h"

#include "lib/limits.h"
#include "lib/url_host.h"
#include "lib/url_source.h"
#include "lib/url_write.h"

static const char *const result_names[] = {
    [URL_OK] = "ok",
    [URL_INVALID] = "not a valid URL",
    [URL_TOO_LONG] = "URL too long",
    [URL_OTHER_SCHEME] = "neither http nor https",
};

/* Cuts a finished href into its parts. */
static struct url
split(struct str href)
{
	struct url url = {.href = href, .fragment = href};
	url.query = str_cut(&url.fragment, '#');
	struct str rest = str_cut(&url.query, '?');
	url.scheme = str_cut(&rest, ':');
	rest = str_slice(rest, 2, rest.len);
	size_t slash = str_find_char(rest, '/');
	url.path = str_slice(rest, slash, rest.len);
	url.host = str_slice(rest, 0, slash);
	if (str_find_char(url.host, '@') != STR_NOT_FOUND) {
		url.password = str_cut(&url.host, '@');
		url.username = str_cut(&url.password, ':');
	}
	size_t len = url_host_len(url.host);
	if (len < url.host.len)
		url.port = str_slice(url.host, len + 1, url.host.len);
	url.host = str_slice(url.host, 0, len);
	return url;
}

static enum url_result
result_of(const struct buf *href, bool ok)
{
	return href->full ? URL_TOO_LONG : ok ? URL_OK : URL_INVALID;
}

/* Writes the href of an absolute URL. */
static enum url_result
parse_base(struct buf *href, struct str base)
{
	struct url_source source;
	enum url_result result = url_source_open(&source, base);
	if (result == URL_OK && !source.scheme)
		result = URL_INVALID;
	if (result == URL_OK)
		result = result_of(href, url_write_absolute(href, source.scheme, source.rest));
	buf_clear(&source.text);
	return result;
}

/* "page" and "//host/page" are relative; so is "http:page", to a base with the same scheme. */
static bool
may_be_relative(const struct url_source *source)
{
	return !source->scheme || !str_starts(source->rest, STR("//"));
}

static enum url_result
write_href(struct buf *href, const struct url_source *source, struct str base)
{
	struct buf base_href;
	buf_init(&base_href, LIMIT_URL_BYTES);
	enum url_result result = URL_INVALID;
	if (may_be_relative(source))
		result = parse_base(&base_href, base);
	struct url parsed = result == URL_OK ? split(buf_str(&base_href)) : (struct url){0};
	if (result == URL_OK && (!source->scheme || str_eq(source->scheme->name, parsed.scheme)))
		result = result_of(href, url_write_relative(href, &parsed, source->rest));
	else if (source->scheme)
		result = result_of(href, url_write_absolute(href, source->scheme, source->rest));
	buf_clear(&base_href);
	return result;
}

enum url_result
url_resolve(struct arena *arena, struct str base, struct str input, struct url *out)
{
	struct url_source source;
	struct buf href;
	buf_init(&href, LIMIT_URL_BYTES);
	enum url_result result = url_source_open(&source, input);
	if (result == URL_OK)
		result = write_href(&href, &source, base);
	if (result == URL_OK)
		*out = split(arena_copy(arena, buf_str(&href)));
	buf_clear(&href);
	buf_clear(&source.text);
	return result;
}

const char *
url_result_name(enum url_result result)
{
	return result_names[result];
}

struct str
url_origin(struct arena *arena, const struct url *url)
{
	struct url server = *url;
	server.href = str_slice(url->href, 0, (size_t)(url->path.ptr - url->href.ptr));
	return url_without_credentials(arena, &server);
}

struct str
url_without_fragment(const struct url *url)
{
	return str_slice(url->href, 0, str_find_char(url->href, '#'));
}

struct str
url_without_credentials(struct arena *arena, const struct url *url)
{
	if (!url->username.ptr)
		return url->href;
	size_t host = (size_t)(url->host.ptr - url->href.ptr);
	return arena_printf(arena, "%.*s://%.*s", STR_ARGS(url->scheme),
	    STR_ARGS(str_slice(url->href, host, url->href.len)));
}

unsigned
url_port(const struct url *url)
{
	unsigned long long port;
	return str_to_uint(url->port, &port) ? (unsigned)port : url_scheme_find(url->scheme)->port;
}
