/* SPDX-License-Identifier: MIT */
/* fuzz_fetch_cache.c - any bytes as the files of --cache: paces of hosts, and a kept robots.txt */
#include "fetch/pace_cache.h"
#include "fetch/robots_cache.h"
#include "lib/limits.h"
#include "tests/fuzz/folder.h"

#define ARENA_BYTES (64u << 20)
#define ORIGIN      STR("http://a.example")
#define ORIGIN_FILE "http___a.example" /* what its copy is called */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void
check_paces(const struct pace_cache *cache)
{
	for (size_t i = 0; i < cache->n; i++) {
		const struct pace_kept *kept = &cache->items[i];
		assert(kept->origin.len > 0);
		assert(kept->wait > 0 && kept->wait <= PACE_MAX_BACKOFF);
		assert(i == 0 || str_compare(cache->items[i - 1].origin, kept->origin) <= 0);
	}
}

/* Nobody waits longer than PACE_MAX_BACKOFF, and what is saved is read again. */
static void
read_paces(struct str bytes)
{
	struct arena arena;
	struct pace_cache cache, again;
	struct hosts hosts;
	folder_write("paces", bytes);
	arena_init(&arena, ARENA_BYTES);
	hosts_init(&hosts, 1);
	pace_cache_load(&cache, folder_path, &arena);
	check_paces(&cache);
	if (cache.n > 0) {
		struct str origin = cache.items[cache.n / 2].origin;
		double at = pace_cache_take(&cache, origin);
		assert(at > cache.read_at && at <= cache.read_at + PACE_MAX_BACKOFF);
	}
	pace_cache_save(&cache, folder_path, &hosts);
	pace_cache_load(&again, folder_path, &arena);
	check_paces(&again);
	assert(again.n <= cache.n);
	hosts_clear(&hosts);
	arena_clear(&arena);
}

/* A copy that can be read can be kept, and reads the same again. */
static void
read_robots(struct str bytes)
{
	struct arena arena;
	struct robots_copy copy, again;
	folder_write(ORIGIN_FILE, bytes);
	arena_init(&arena, ARENA_BYTES);
	if (robots_cache_load(folder_path, ORIGIN, &arena, &copy)) {
		assert(copy.text.len <= bytes.len);
		robots_cache_save(folder_path, ORIGIN, &copy);
		bool kept = robots_cache_load(folder_path, ORIGIN, &arena, &again);
		assert(kept && again.checked_at == copy.checked_at);
		assert(str_eq(again.etag, copy.etag) &&
		       str_eq(again.last_modified, copy.last_modified));
		assert(again.has_rules == copy.has_rules);
		assert(str_eq(again.text, str_slice(copy.text, 0, LIMIT_ROBOTS_BYTES)));
	}
	arena_clear(&arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct str bytes = {(const char *)data, len};
	read_paces(bytes);
	read_robots(bytes);
	return 0;
}
