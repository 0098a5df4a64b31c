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

/* "page" and "//host/page" are relative; so is "http:page", to a base with the same scheme. */
static bool
may_be_relative(const struct url_source *source)
{
	return !source->scheme || !str_starts(source->rest, STR("//"));
}

/* Of "https://host/path" on a page of https://host, what follows the host; else absent.  A server's
 * name that is spelt as in a finished href needs no second look. */
static struct str
after_same_server(const struct url_source *source, const struct url *base)
{
	struct str none = {NULL, 0};
	if (!source->scheme || !str_eq(source->scheme->name, base->scheme))
		return none;
	size_t from = base->scheme.len + 1;
	struct str server = str_slice(base->href, from, (size_t)(base->path.ptr - base->href.ptr));
	if (!str_starts(source->rest, server))
		return none;
	struct str rest = str_slice(source->rest, server.len, source->rest.len);
	return rest.len > 1 && rest.ptr[0] == '/' && rest.ptr[1] != '/' && rest.ptr[1] != '\\'
		   ? rest
		   : none;
}

static enum url_result
write_href(struct buf *href, const struct url_source *source, const struct url *base)
{
	const struct url_scheme *scheme = source->scheme;
	struct str path = base ? after_same_server(source, base) : (struct str){NULL, 0};
	if (path.ptr)
		return result_of(href, url_write_relative(href, base, path));
	if (base && may_be_relative(source) && (!scheme || str_eq(scheme->name, base->scheme)))
		return result_of(href, url_write_relative(href, base, source->rest));
	if (scheme)
		return result_of(href, url_write_absolute(href, scheme, source->rest));
	return URL_INVALID;
}

static enum url_result
finish(
    struct arena *arena, const struct url_source *source, const struct url *base, struct url *out)
{
	struct buf href;
	buf_init(&href, LIMIT_URL_BYTES);
	enum url_result result = write_href(&href, source, base);
	if (result == URL_OK)
		*out = split(arena_copy(arena, buf_str(&href)));
	buf_clear(&href);
	return result;
}

enum url_result
url_join(struct arena *arena, const struct url *base, struct str input, struct url *out)
{
	struct url_source source;
	enum url_result result = url_source_open(&source, input);
	if (result == URL_OK)
		result = finish(arena, &source, base, out);
	buf_clear(&source.text);
	return result;
}

enum url_result
url_resolve(struct arena *arena, struct str base, struct str input, struct url *out)
{
	struct url_source source;
	struct url parsed;
	bool has_base = false;
	enum url_result result = url_source_open(&source, input);
	if (result == URL_OK && may_be_relative(&source)) {
		enum url_result of_base = url_join(arena, NULL, base, &parsed);
		has_base = of_base == URL_OK;
		if (!has_base && !source.scheme)
			result = of_base;
	}
	if (result == URL_OK)
		result = finish(arena, &source, has_base ? &parsed : NULL, out);
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
