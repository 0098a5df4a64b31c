/* SPDX-License-Identifier: MIT */
/* fuzz_parse_sitemap.c - libFuzzer target: any bytes as a sitemap, and what must hold of its list
 */
#include <assert.h>
#include <stdint.h>

#include "lib/arena.h"
#include "lib/limits.h"
#include "parse/sitemap.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena arena;
	struct sitemap sitemap;
	struct str body = {(const char *)data, len};
	arena_init(&arena, LIMIT_PARSE_BYTES);
	if (sitemap_read(&arena, STR("http://a.example/s.xml"), body, &sitemap)) {
		const struct str_list *links = &sitemap.list.links;
		assert(sitemap.list.format.len > 0);
		assert(links->n <= SITEMAP_MAX_LINKS);
		for (size_t i = 0; i < links->n; i++)
			assert(str_starts(links->items[i], STR("http")));
		assert(!sitemap.truncated || sitemap.why.len > 0);
	}
	arena_clear(&arena);
	return 0;
}
