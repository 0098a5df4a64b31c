/* SPDX-License-Identifier: MIT */
/* parse_phases.c - where winnow-parse's time goes: an archive's pages, phase by phase
 *
 * usage: parse_phases ARCHIVE
 *
 * A phase that contains another (extraction builds the DOM, the DOM's builder cuts) is timed with
 * it, and the inner one alone; the difference counts.
 */
#define _POSIX_C_SOURCE 200809L
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "lib/limits.h"
#include "lib/record.h"
#include "lib/warc_read.h"
#include "parse/decode.h"
#include "parse/encoding.h"
#include "parse/extract.h"
#include "parse/http.h"
#include "parse/page.h"
#include "parse/prepass.h"

enum phase { READ, DECODE, CUT, BUILD, PREPARE, EXTRACT, WRITE, N_PHASES };

static const char *const names[N_PHASES] = {"archive in", "encoding", "pre-pass",
    "gumbo and flat DOM", "facts, segments, title", "body, byline, rest", "record out"};

struct bench {
	double seconds[N_PHASES];
	double last;
	size_t bytes, cut_bytes;
};

static double
now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* The time since the last call goes to a phase. */
static double
lap(struct bench *bench, enum phase phase)
{
	double at = now(), since = at - bench->last;
	bench->seconds[phase] += since;
	bench->last = at;
	return since;
}

static void
measure_page(struct bench *bench, struct arena *arena, struct str url, struct str block)
{
	struct http_response response;
	struct encoding_choice choice;
	struct decoded decoded;
	struct prepass_aside aside;
	struct dom dom;
	struct page page;
	struct buf line;
	struct record record = {.kind = RECORD_ARTICLE};
	http_read(arena, block, &response);
	lap(bench, READ);
	encoding_sniff(response.body, http_header(&response, STR("Content-Type")),
	    (struct str){NULL, 0}, &choice);
	if (!decode_to_utf8(arena, response.body, &choice, &decoded))
		return;
	lap(bench, DECODE);
	struct str cut = prepass_cut(arena, decoded.text, false, &aside);
	bench->bytes += decoded.text.len;
	bench->cut_bytes += cut.len;
	double cutting = lap(bench, CUT);
	dom_build(&dom, arena, decoded.text);
	double building = lap(bench, BUILD);
	bench->seconds[BUILD] -= cutting;
	extract_prepare(&page, arena, decoded.text, url, NULL, NULL);
	double preparing = lap(bench, PREPARE);
	bench->seconds[PREPARE] -= building;
	struct extract_input input = {.html = decoded.text, .url = url, .now = 1};
	bool done = extract_page(arena, &input, &record);
	lap(bench, EXTRACT);
	bench->seconds[EXTRACT] -= preparing;
	buf_init(&line, LIMIT_RECORD_BYTES);
	if (done && !record_write(&record, &line))
		exit(1);
	buf_clear(&line);
	lap(bench, WRITE);
}

int
main(int argc, char **argv)
{
	struct arena arena;
	struct warc_in warc;
	struct warc_header header;
	struct str block, why;
	struct bench bench = {.last = now()};
	double sum = 0;
	if (argc != 2 || !warc_in_open(&warc, argv[1]))
		return 2;
	arena_init(&arena, SIZE_MAX);
	while (warc_next(&warc, &arena, &header, &block, &why) == WARC_RECORD) {
		measure_page(&bench, &arena, header.target_uri, block);
		arena_reset(&arena);
	}
	for (int i = 0; i < N_PHASES; i++)
		sum += bench.seconds[i];
	for (int i = 0; i < N_PHASES; i++)
		printf("%-26s %7.2f s  %5.1f %%\n", names[i], bench.seconds[i],
		    100 * bench.seconds[i] / sum);
	printf("the pre-pass leaves %.1f of %.1f MB\n", 1e-6 * (double)bench.cut_bytes,
	    1e-6 * (double)bench.bytes);
	warc_in_close(&warc);
	arena_clear(&arena);
	return 0;
}
