/* SPDX-License-Identifier: MIT */
/* normalize_parts.c - how fast the parts of winnow-normalize are on one file of records */
#define _POSIX_C_SOURCE 200809L
#include <json-c/json.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "lib/fingerprint.h"
#include "lib/io.h"
#include "lib/limits.h"
#include "lib/record.h"
#include "normalize/body.h"
#include "normalize/clean.h"

/* usage: normalize_parts FILE RULES: prints megabytes of the file a second for each part. */

struct bench {
	struct arena arena;
	struct clean clean;
	struct buf out;
	struct record record; /* of the line, read before parts that do not read */
};

/* json-c alone: parse and print. */
static void
json_c(struct bench *bench, struct str line)
{
	struct json_tokener *tokener = json_tokener_new();
	struct json_object *value = json_tokener_parse_ex(tokener, line.ptr, (int)line.len);
	buf_add_text(&bench->out, json_object_to_json_string_ext(value, JSON_C_TO_STRING_PLAIN));
	json_object_put(value);
	json_tokener_free(tokener);
}

static void
read_record(struct bench *bench, struct str line)
{
	struct str why;
	if (!record_read(&bench->arena, line, &bench->record, &why))
		exit(1);
}

static void
codec(struct bench *bench, struct str line)
{
	read_record(bench, line);
	if (!record_write(&bench->record, &bench->out))
		exit(1);
}

static void
unicode(struct bench *bench, struct str line)
{
	struct body body;
	const struct article *article = &bench->record.article;
	(void)line;
	body_open(&body, &bench->arena, bench->clean.repair, &article->blocks);
	for (size_t i = 0; i < article->related.n; i++) {
		struct str teaser = article->related.items[i].teaser;
		repair_text(bench->clean.repair, &bench->arena, REPAIR_LABEL, &teaser);
	}
}

static void
patterns(struct bench *bench, struct str line)
{
	const struct article *article = &bench->record.article;
	struct rules_place place = {STR("www.example.org"), STR("")};
	struct rules_hit hit;
	(void)line;
	for (size_t i = 0; i < article->blocks.n; i++)
		rules_match(bench->clean.rules, &place, article->blocks.items[i].text, &hit);
	for (size_t i = 0; i < article->related.n; i++)
		rules_match(bench->clean.rules, &place, article->related.items[i].teaser, &hit);
}

static void
all_but_json(struct bench *bench, struct str line)
{
	(void)line;
	clean_record(&bench->clean, &bench->arena, &bench->record);
}

static void
all(struct bench *bench, struct str line)
{
	read_record(bench, line);
	clean_record(&bench->clean, &bench->arena, &bench->record);
	if (!record_write(&bench->record, &bench->out))
		exit(1);
}

static double
cpu_seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double
run(struct bench *bench, struct str text, bool reads_before,
    void (*part)(struct bench *bench, struct str line))
{
	double spent = 0;
	while (text.ptr && text.len > 0) {
		struct str line = str_cut(&text, '\n');
		if (reads_before)
			read_record(bench, line);
		double start = cpu_seconds();
		part(bench, line);
		spent += cpu_seconds() - start;
		arena_reset(&bench->arena);
		buf_reset(&bench->out);
	}
	return spent;
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *name;
		bool reads_before;
		void (*part)(struct bench *bench, struct str line);
	} parts[] = {
	    {"json-c parse and print", false, json_c},
	    {"records read and written", false, codec},
	    {"text repair", true, unicode},
	    {"rules", true, patterns},
	    {"all but JSON", true, all_but_json},
	    {"all", false, all},
	};
	struct bench bench = {.clean = {.repair = repair_new(false), .rules = rules_new()}};
	struct buf text;
	const char *reason;
	struct str why;
	buf_init(&text, SIZE_MAX / 2);
	buf_init(&bench.out, LIMIT_LINE_BYTES);
	arena_init(&bench.arena, LIMIT_RECORD_BYTES);
	if (argc != 3 || !io_read_file(argv[1], SIZE_MAX / 2, &text, &reason) ||
	    !rules_load(bench.clean.rules, argv[2], &why) || !rules_finish(bench.clean.rules, &why))
		return 1;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		double seconds = run(&bench, buf_str(&text), parts[i].reads_before, parts[i].part);
		printf("%-26s %7.1f MB/s\n", parts[i].name, (double)text.len / 1e6 / seconds);
	}
	repair_free(bench.clean.repair);
	rules_free(bench.clean.rules);
	arena_clear(&bench.arena);
	buf_clear(&bench.out);
	buf_clear(&text);
	return 0;
}
