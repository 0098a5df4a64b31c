/* SPDX-License-Identifier: MIT */
/* site_new.c - a site profile proposed from pages of the site */
#include "parse/site_new.h"

#include "lib/diag.h"
#include "lib/limits.h"
#include "parse/site_draft.h"

static void
read_file(struct site_pages *pages, const char *file, const char *url)
{
	struct buf body;
	const char *why;
	buf_init(&body, LIMIT_PAGE_BYTES);
	if (!io_read_file(file, LIMIT_PAGE_BYTES, &body, &why))
		diag_die("cannot read '%s': %s", file, why);
	if (!site_pages_add(
		pages, str_from(file), str_from(url), buf_str(&body), (struct str){NULL, 0}, &why))
		diag_die("no use of '%s': %s", file, why);
	buf_clear(&body);
}

static void
get_pages(struct site_pages *pages, const struct site_new *settings, char *const *urls, size_t n)
{
	if (settings->files.n != settings->file_urls.n)
		diag_usage("each --page needs its --url");
	if ((settings->files.n > 0) == (n > 0))
		diag_usage("new takes either URLs or --page and --url");
	for (size_t i = 0; i < settings->files.n; i++)
		read_file(pages, settings->files.items[i], settings->file_urls.items[i]);
	if (n > 0)
		site_fetch_pages(pages, &settings->fetch, urls, n);
	if (pages->n == 0)
		diag_die("no page to propose anything from");
}

void
site_new_write(const struct site_new *settings, char *const *urls, size_t n, struct io_out *out)
{
	struct arena arena;
	struct site_pages pages = {.arena = &arena};
	struct site_proposals proposals = {NULL, 0};
	struct site_search search;
	struct site_proof proof;
	arena_init(&arena, LIMIT_PARSE_BYTES);
	get_pages(&pages, settings, urls, n);
	site_search_init(&search, &arena, &pages);
	site_fields_texts(&search, &proposals);
	site_fields_authors(&search, &proposals);
	site_fields_body(&search, &proposals);
	site_fields_related(&search, &proposals);
	site_search_clear(&search);
	site_proof_run(&pages, &proposals, &proof);
	site_draft_write(&pages, &proposals, &proof, out);
	arena_clear(&arena);
}
