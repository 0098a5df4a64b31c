/* SPDX-License-Identifier: MIT */
/* fuzz_url.c - libFuzzer target: any two texts as base and reference, and what must hold of them */
#include <assert.h>
#include <stdint.h>

#include "lib/arena.h"
#include "lib/limits.h"
#include "lib/url.h"
#include "lib/url_key.h"
#include "lib/url_site.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static bool
is_printable(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] <= ' ' || text.ptr[i] > '~')
			return false;
	return true;
}

/* The same href comes out of it again, alone and against any base. */
static void
check_stable(struct arena *arena, struct str base, struct str href)
{
	struct url again;
	enum url_result result = url_resolve(arena, (struct str){NULL, 0}, href, &again);
	assert(result == URL_OK);
	assert(str_eq(again.href, href));
	result = url_resolve(arena, base, href, &again);
	assert(result == URL_OK);
	assert(str_eq(again.href, href));
}

static void
check_parts(struct arena *arena, const struct url *url)
{
	assert(is_printable(url->href) && url->href.len <= LIMIT_URL_BYTES);
	assert(url->host.len > 0 && str_starts(url->path, STR("/")));
	assert(url_port(url) <= 65535);
	assert(str_starts(url_without_credentials(arena, url), url_origin(arena, url)));
	assert(str_find_char(url_without_fragment(url), '#') == STR_NOT_FOUND);
	struct str site = url_site(url->host);
	assert(str_eq(url_site(site), site) && url_same_site(url->host, site));
}

static void
check_key(struct arena *arena, const struct url *url)
{
	struct str key = url_key(arena, url);
	struct url parsed;
	enum url_result result = url_resolve(arena, (struct str){NULL, 0}, key, &parsed);
	assert(result == URL_OK);
	assert(str_eq(parsed.href, key) && str_eq(url_key(arena, &parsed), key));
}

/* The text up to the first NUL is the base, the rest the reference. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena arena;
	arena_init(&arena, 64u << 20);
	struct str input = {(const char *)data, len};
	struct str base = str_cut(&input, '\0');
	struct url url;
	if (url_resolve(&arena, base, input, &url) == URL_OK) {
		check_stable(&arena, base, url.href);
		check_parts(&arena, &url);
		check_key(&arena, &url);
	}
	arena_clear(&arena);
	return 0;
}
