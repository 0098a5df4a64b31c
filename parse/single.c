/* SPDX-License-Identifier: MIT */
/* single.c - a file that is one page */
#include "parse/single.h"

#include <string.h>

#include "lib/diag.h"
#include "lib/limits.h"
#include "lib/timestamp.h"
#include "lib/url.h"

void
single_parse(struct io_in *in, const char *url, const struct document *defaults,
    struct stage *stage, struct pool *pool)
{
	struct record record = {.kind = RECORD_ARTICLE};
	struct document document = *defaults;
	document.body = io_in_peek(in, LIMIT_PAGE_BYTES + 1);
	document.now = timestamp_now();
	if (document.body.len == 0 && strcmp(in->name, "-") == 0)
		return;
	record.visit.url = str_from(url);
	stage_count_in(stage);
	if (document.body.len > LIMIT_PAGE_BYTES) {
		record_set_outcome(&record, record.visit.url, "parse", "too-large",
		    STR("the file is larger than a page may be"));
		pool_record(pool, &record, true);
	} else {
		pool_page(pool, &document, &record);
	}
	pool_drain(pool);
}

const char *
single_url(struct arena *arena, const char *text)
{
	struct url url;
	enum url_result result = url_join(arena, NULL, str_from(text), &url);
	if (result != URL_OK)
		diag_usage("--url '%s': %s", text, url_result_name(result));
	return url.href.ptr;
}
