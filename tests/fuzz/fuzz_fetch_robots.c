/* SPDX-License-Identifier: MIT */
/* fuzz_fetch_robots.c - any bytes as a robots.txt; its last line is taken for a path */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "fetch/robots.h"
#include "lib/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct str text = {(const char *)data, len};
	size_t path = len;
	while (path > 0 && text.ptr[path - 1] != '\n')
		path--;
	struct robots *robots = robots_new(text, STR("winnow"));
	bool allowed = robots_allow(robots, str_slice(text, path, len));
	/* The same question has the same answer, and no rule is older than its text. */
	assert(allowed == robots_allow(robots, str_slice(text, path, len)));
	assert(robots_crawl_delay(robots) >= -1);
	assert(robots_sitemaps(robots)->n <= len);
	robots_free(robots);
	return 0;
}
