/* SPDX-License-Identifier: MIT */
/* options.c - the command line: one table a program, which also prints usage and --help */
#define _GNU_SOURCE /* getopt_long */
#include "lib/options.h"

#include <assert.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/compiler.h"
#include "lib/diag.h"
#include "lib/ini.h"
#include "lib/mem.h"
#include "lib/option_value.h"

#define MOST_OPTIONS 64  /* of one program, with the common ones */
#define N_SHARED     7   /* the common ones, --help and --version */
#define N_META       2   /* of these, --help and --version: the last ones */
#define FIRST_CODE   256 /* getopt's value for the option at index 0 */

static void
print_help(const char *synopsis, const char *purpose, const struct option_row *table, size_t n)
{
	printf("usage: %s %s\n%s\n\n", diag_program_name(), synopsis, purpose);
	for (size_t i = 0; i < n; i++) {
		char left[64];
		const struct option_row *option = &table[i];
		snprintf(left, sizeof left, "%c%c%s --%s%s%s", option->letter ? '-' : ' ',
		    option->letter ? option->letter : ' ', option->letter ? "," : " ", option->name,
		    option->argument ? " " : "", option->argument ? option->argument : "");
		printf("  %-30s %s\n", left, option->help);
	}
}

/* One table out of the program's, the common options and --help and --version. */
static size_t
join_tables(struct option_row *all, const struct option_row *table, size_t n,
    struct options_common *common, bool *help, bool *version)
{
	size_t len = 0;
	for (size_t i = 0; i < n; i++)
		all[len++] = table[i];
	if (common) {
		const struct option_row shared[] = {
		    {0, "sites", "DIR", "read site profiles from DIR", OPTION_PATH, &common->sites},
		    {0, "min-success", "PERCENT", "exit 3 when fewer pages are good",
			OPTION_PERCENT, &common->min_success},
		    {'q', "quiet", NULL, "show errors only", OPTION_FLAG, &common->quiet},
		    {'v', "verbose", NULL, "show details", OPTION_FLAG, &common->verbose},
		    {0, "log", "FORMAT", "messages as text (default) or json", OPTION_TEXT,
			&common->log},
		};
		for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) {
			bool out = (shared[i].value == &common->sites &&
				       common->without & OPTIONS_NO_SITES) ||
				   (shared[i].value == &common->min_success &&
				       common->without & OPTIONS_NO_MIN_SUCCESS);
			if (!out)
				all[len++] = shared[i];
		}
	}
	all[len++] = (struct option_row){'h', "help", NULL, "show this help", OPTION_FLAG, help};
	all[len++] =
	    (struct option_row){'V', "version", NULL, "show the version", OPTION_FLAG, version};
	return len;
}

static void
apply_common(const struct options_common *common)
{
	bool json = common->log && strcmp(common->log, "json") == 0;
	if (common->log && !json && strcmp(common->log, "text") != 0)
		diag_usage("--log takes text or json, not '%s'", common->log);
	diag_show(common->quiet ? DIAG_ERROR : common->verbose ? DIAG_DETAIL : DIAG_NOTE, json);
}

/* getopt's two tables: the short options' letters and the long options. */
static void
fill_getopt(const struct option_row *all, size_t len, char *letters, struct option *names)
{
	*letters++ = ':'; /* a missing argument is told apart from an unknown option */
	for (size_t i = 0; i < len; i++) {
		bool takes = all[i].type != OPTION_FLAG;
		names[i] = (struct option){all[i].name, takes ? required_argument : no_argument,
		    NULL, FIRST_CODE + (int)i};
		if (!all[i].letter)
			continue;
		*letters++ = all[i].letter;
		if (takes)
			*letters++ = ':';
	}
	names[len] = (struct option){NULL, 0, NULL, 0};
	*letters = '\0';
}

static const struct option_row *
find_row(const struct option_row *all, size_t len, int code)
{
	if (code >= FIRST_CODE)
		return &all[code - FIRST_CODE];
	for (size_t i = 0; i < len; i++)
		if (all[i].letter && all[i].letter == code)
			return &all[i];
	return NULL;
}

/* What getopt did not take.  Within "-xyz" it has not moved on yet: optopt names the letter. */
NORETURN static void
refuse(char **argv, const struct option_row *all)
{
	if (optopt >= FIRST_CODE)
		diag_usage("--%s takes no value", all[optopt - FIRST_CODE].name);
	if (optopt > ' ')
		diag_usage("unknown option '-%c'", optopt);
	if (optopt != 0)
		diag_usage("unknown option '-\\x%02x'", (unsigned)optopt & 0xffu);
	diag_usage("unknown option '%s'", argv[optind - 1]);
}

void
options_clear(struct option_texts *texts)
{
	mem_free(texts->items);
	*texts = (struct option_texts){NULL, 0};
}

int
options_read(int argc, char **argv, const char *synopsis, const char *purpose,
    const struct option_row *table, size_t n, struct options_common *common)
{
	struct option_row all[MOST_OPTIONS];
	struct option names[MOST_OPTIONS + 1];
	char letters[2 * MOST_OPTIONS + 2];
	bool help = false, version = false;
	assert(n + N_SHARED <= MOST_OPTIONS);
	size_t len = join_tables(all, table, n, common, &help, &version);
	fill_getopt(all, len, letters, names);
	opterr = 0;
	optind = 0; /* from the start, also when the line is read again */
	int code;
	while ((code = getopt_long(argc, argv, letters, names, NULL)) != -1) {
		if (code == ':')
			diag_usage("option '%s' needs an argument", argv[optind - 1]);
		if (code == '?')
			refuse(argv, all);
		const struct option_row *row = find_row(all, len, code);
		if (!option_value_set(row, optarg))
			diag_usage(
			    "--%s takes %s, not '%s'", row->name, option_value_words(row), optarg);
	}
	if (help)
		print_help(synopsis, purpose, all, len);
	if (version)
		printf("%s %s\n", diag_program_name(), WINNOW_VERSION);
	if (help || version)
		exit(EXIT_RAN);
	if (common)
		apply_common(common);
	return optind;
}

/* ---- the same options in a file ---- */

/* "yes" is the flag, "no" leaves it as it is. */
static bool
set_flag(const struct option_row *row, struct str value)
{
	if (str_eq(value, STR("yes")))
		return option_value_set(row, NULL);
	return str_eq(value, STR("no"));
}

static void
set_entry(struct arena *arena, const char *path, const struct ini_entry *entry,
    const struct option_row *row)
{
	if (row->type == OPTION_FLAG) {
		if (!set_flag(row, entry->value))
			diag_usage("%s:%d: %s takes yes or no", path, entry->line, row->name);
		return;
	}
	const char *value = row->type == OPTION_PATH ? ini_path(arena, str_from(path), entry->value)
						     : arena_text(arena, entry->value);
	if (!option_value_set(row, value))
		diag_usage("%s:%d: %s takes %s, not '%.*s'", path, entry->line, row->name,
		    option_value_words(row), STR_ARGS(entry->value));
}

void
options_read_file(struct arena *arena, const char *path, const char *section,
    const struct option_row *table, size_t n, struct options_common *common)
{
	struct option_row all[MOST_OPTIONS];
	struct ini_entries entries;
	struct str why;
	bool help, version;
	size_t len = join_tables(all, table, n, common, &help, &version) - N_META;
	if (!ini_read(arena, path, &entries, &why))
		diag_usage("%.*s", STR_ARGS(why));
	for (size_t i = 0; i < entries.n; i++) {
		const struct ini_entry *entry = &entries.items[i];
		const struct option_row *row = NULL;
		if (!str_eq(entry->section, str_from(section)))
			continue;
		for (size_t r = 0; r < len && !row; r++)
			if (str_eq(entry->key, str_from(all[r].name)))
				row = &all[r];
		if (!row)
			diag_usage(
			    "%s:%d: unknown key '%.*s'", path, entry->line, STR_ARGS(entry->key));
		set_entry(arena, path, entry, row);
	}
}
