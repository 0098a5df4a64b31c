/* SPDX-License-Identifier: MIT */
/* request.c - one URL to fetch, and how the crawl came to it */
#include "fetch/request.h"

#include <assert.h>
#include <json-c/json.h>
#include <limits.h>
#include <string.h>

#include "lib/ascii.h"
#include "lib/json.h"
#include "lib/limits.h"
#include "lib/mem.h"

/* All text of one request: the line it came from and a chain of redirects. */
#define REQUEST_BYTES (1u << 20)

/* The text members of an input line, and of a packed request, in this order. */
static const struct {
	const char *name;
	size_t offset;
} texts[] = {
    {"url", offsetof(struct visit, url)},
    {"etag", offsetof(struct visit, etag)},
    {"last_modified", offsetof(struct visit, last_modified)},
    {"payload_digest", offsetof(struct visit, payload_digest)},
    {"via", offsetof(struct visit, via)},
    {"requested_url", offsetof(struct visit, requested_url)},
};
#define N_TEXTS (sizeof texts / sizeof *texts)

static struct str *
text_at(struct visit *visit, size_t i)
{
	return (struct str *)(void *)((char *)visit + texts[i].offset);
}

static struct str
text_of(const struct visit *visit, size_t i)
{
	return *(const struct str *)(const void *)((const char *)visit + texts[i].offset);
}

static struct request *
new_empty(void)
{
	struct request *request = mem_alloc(sizeof *request);
	arena_init(&request->arena, REQUEST_BYTES);
	return request;
}

/* Copies all of `visit` but its URL into the request's own memory. */
static void
copy_visit(struct request *request, const struct visit *visit)
{
	for (size_t i = 1; i < N_TEXTS; i++)
		*text_at(&request->visit, i) = arena_copy(&request->arena, text_of(visit, i));
	for (size_t i = 0; i < visit->redirects.n; i++)
		*ARENA_PUSH(&request->arena, &request->visit.redirects) =
		    arena_copy(&request->arena, visit->redirects.items[i]);
	request->visit.depth = visit->depth;
}

static enum url_result
set_url(struct request *request, struct str text)
{
	struct url given;
	enum url_result result = url_resolve(&request->arena, (struct str){NULL, 0}, text, &given);
	if (result != URL_OK)
		return result;
	/* The members are views into href: resolving the shorter text makes them fit it. */
	if (given.fragment.ptr)
		result = url_resolve(
		    &request->arena, (struct str){NULL, 0}, url_without_fragment(&given), &given);
	request->url = given;
	request->visit.url = given.href;
	return result;
}

struct request *
request_new(const struct url *url)
{
	struct request *request = new_empty();
	enum url_result result = set_url(request, url->href);
	assert(result == URL_OK);
	return request;
}

struct request *
request_found(const struct url *url, struct str via)
{
	struct request *request = request_new(url);
	request->visit.via = arena_copy(&request->arena, via);
	return request;
}

void
request_free(struct request *request)
{
	if (!request)
		return;
	arena_clear(&request->arena);
	mem_free(request);
}

void
request_set_validators(struct request *request, struct str etag, struct str last_modified)
{
	request->visit.etag = arena_copy(&request->arena, etag);
	request->visit.last_modified = arena_copy(&request->arena, last_modified);
}

struct request *
request_redirected(const struct request *from, const struct url *to)
{
	struct request *request = request_new(to);
	struct visit history = from->visit;
	history.etag = history.last_modified = history.payload_digest = (struct str){NULL, 0};
	copy_visit(request, &history);
	if (!request->visit.requested_url.ptr)
		request->visit.requested_url = arena_copy(&request->arena, from->visit.url);
	*ARENA_PUSH(&request->arena, &request->visit.redirects) =
	    arena_copy(&request->arena, from->visit.url);
	request->robots_of = from->robots_of;
	return request;
}

/* Reads the members of a request's object; false, with a reason, when one has a wrong type. */
static bool
read_members(struct arena *arena, struct json_object *object, struct visit *visit, struct str *why)
{
	struct json_object *member;
	for (size_t i = 0; i < N_TEXTS; i++) {
		if (!json_object_object_get_ex(object, texts[i].name, &member))
			continue;
		if (!json_object_is_type(member, json_type_string)) {
			*why = arena_printf(arena, "\"%s\" is no text", texts[i].name);
			return false;
		}
		struct str value = {
		    json_object_get_string(member), (size_t)json_object_get_string_len(member)};
		*text_at(visit, i) = arena_copy(arena, value);
	}
	if (json_object_object_get_ex(object, "depth", &member)) {
		int64_t depth = json_object_get_int64(member);
		if (!json_object_is_type(member, json_type_int) || depth < 0 || depth > INT_MAX) {
			*why = STR("\"depth\" is no number of 0 or more");
			return false;
		}
		visit->depth = (int)depth;
	}
	if (!visit->url.ptr)
		*why = STR("no \"url\"");
	return visit->url.ptr != NULL;
}

static bool
read_object(struct arena *arena, struct str line, struct visit *visit, struct str *why)
{
	struct json_object *object;
	const char *reason;
	if (!json_read(line, &object, &reason)) {
		*why = str_from(reason);
		return false;
	}
	bool fine = read_members(arena, object, visit, why);
	json_object_put(object);
	return fine;
}

enum request_result
request_read(struct arena *arena, struct str line, struct request **out, struct visit *visit,
    struct str *why)
{
	*visit = (struct visit){0};
	line = str_trim(line);
	if (!str_starts(line, STR("{")))
		visit->url = arena_copy(arena, line);
	else if (!read_object(arena, line, visit, why))
		return REQUEST_BAD_RECORD;
	struct request *request = new_empty();
	enum url_result result = set_url(request, visit->url);
	if (result != URL_OK) {
		*why = str_from(url_result_name(result));
		request_free(request);
		return REQUEST_BAD_URL;
	}
	copy_visit(request, visit);
	*out = request;
	return REQUEST_OK;
}

/* A number or a text's length; absent texts are told from empty ones. */
#define ABSENT UINT32_MAX

static void
put_number(struct buf *out, uint32_t number)
{
	buf_add(out, &number, sizeof number);
}

static void
put_text(struct buf *out, struct str text)
{
	put_number(out, text.ptr ? (uint32_t)text.len : ABSENT);
	buf_add_str(out, text);
}

static uint32_t
take_number(struct str *from)
{
	uint32_t number;
	assert(from->len >= sizeof number);
	memcpy(&number, from->ptr, sizeof number);
	*from = str_slice(*from, sizeof number, from->len);
	return number;
}

static struct str
take_text(struct str *from)
{
	uint32_t len = take_number(from);
	if (len == ABSENT)
		return (struct str){NULL, 0};
	assert(from->len >= len);
	struct str text = str_slice(*from, 0, len);
	*from = str_slice(*from, len, from->len);
	return text;
}

struct str
request_pack(struct arena *arena, const struct request *request)
{
	struct buf out;
	const struct visit *visit = &request->visit;
	buf_init(&out, REQUEST_BYTES);
	put_number(&out, (uint32_t)visit->depth);
	put_number(&out, request->tries);
	for (size_t i = 0; i < N_TEXTS; i++)
		put_text(&out, text_of(visit, i));
	put_number(&out, (uint32_t)visit->redirects.n);
	for (size_t i = 0; i < visit->redirects.n; i++)
		put_text(&out, visit->redirects.items[i]);
	struct str packed = arena_copy(arena, buf_str(&out));
	buf_clear(&out);
	return packed;
}

struct request *
request_unpack(struct str bytes)
{
	struct request *request = new_empty();
	struct visit visit = {0};
	visit.depth = (int)take_number(&bytes);
	request->tries = take_number(&bytes);
	for (size_t i = 0; i < N_TEXTS; i++)
		*text_at(&visit, i) = take_text(&bytes);
	for (uint32_t n = take_number(&bytes); n > 0; n--)
		*ARENA_PUSH(&request->arena, &visit.redirects) = take_text(&bytes);
	enum url_result result = set_url(request, visit.url);
	assert(result == URL_OK);
	copy_visit(request, &visit);
	return request;
}

struct str
request_path(const struct request *request)
{
	const struct url *url = &request->url;
	struct str rest = {url->path.ptr, (size_t)(url->href.ptr + url->href.len - url->path.ptr)};
	return rest;
}
