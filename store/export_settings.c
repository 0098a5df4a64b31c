/* SPDX-License-Identifier: MIT */
/* export_settings.c - the command line of winnow-export */
#include "store/export_settings.h"

#include <string.h>

#include "lib/diag.h"
#include "store/columns.h"

/* What each format can do, beyond being written. */
static const struct ability {
	bool selects, picks, packs, is_table;
} abilities[EXPORT_N_FORMATS] = {
    [EXPORT_JSONL] = {.selects = true, .picks = true, .packs = true},
    [EXPORT_CSV] = {.selects = true, .picks = true, .packs = true, .is_table = true},
    [EXPORT_TSV] = {.selects = true, .picks = true, .packs = true, .is_table = true},
    [EXPORT_MARKDOWN] = {.selects = true, .picks = true},
    [EXPORT_SQLITE] = {.selects = false},
};

static void
check_fields(struct export_request *request, const char *fields)
{
	struct columns columns;
	struct str wrong = {NULL, 0};
	if (!choice_read(&request->fields, fields, &wrong))
		diag_usage(
		    "--fields takes names that differ, with commas between, not '%s'", fields);
	bool known = abilities[request->format].is_table
			 ? columns_choose(&request->fields, &columns, &wrong)
			 : choice_are_members(&request->fields, &wrong);
	if (!known)
		diag_usage("there is no field '%.*s' in %s", STR_ARGS(wrong),
		    export_format_name(request->format));
}

static void
check_abilities(const struct export_settings *s, bool selects, const char *fields)
{
	const struct export_request *request = &s->request;
	const struct ability *can = &abilities[request->format];
	const char *name = export_format_name(request->format);
	if ((selects || s->has_since) && !can->selects)
		diag_usage("%s is the whole database, without selection or --since", name);
	if (fields && !can->picks)
		diag_usage("%s takes no --fields", name);
	if (request->gzip && !can->packs)
		diag_usage("%s takes no --gzip", name);
	if ((request->bom || request->csv_safe) && !can->is_table)
		diag_usage("--bom and --csv-safe are for csv and tsv");
	if (!can->packs && strcmp(s->output, "-") == 0)
		diag_usage("%s needs --output", name);
}

static void
check_since(struct export_settings *s, const char *since)
{
	if (!since)
		return;
	s->publish.since_latest = strcmp(since, MANIFEST_LATEST) == 0;
	s->has_since = !s->publish.since_latest;
	if (s->publish.since_latest != (s->publish.folder != NULL))
		diag_usage("--since " MANIFEST_LATEST " goes with --publish, a cursor without");
	if (s->has_since && !cursor_read(str_from(since), &s->since))
		diag_usage("--since takes a cursor of winnow-export, not '%s'", since);
}

static void
check_publish(const struct export_settings *s)
{
	if (!s->publish.folder && s->publish.accepts)
		diag_usage("--accept goes with --publish");
	if (!s->publish.folder)
		return;
	if (strcmp(s->output, "-") != 0 || s->cursor)
		diag_usage("--publish takes no --output and no --cursor");
	if (!abilities[s->request.format].packs)
		diag_usage("--publish takes jsonl, csv or tsv");
}

/* Whether any option says how to export. */
static bool
is_changed(const struct export_settings *s)
{
	const struct export_request *request = &s->request;
	return strcmp(s->output, "-") != 0 || s->cursor || s->publish.folder ||
	       s->publish.accepts || selection_is_any(&request->selection) || request->gzip ||
	       request->bom || request->csv_safe;
}

void
export_settings_read(struct export_settings *settings, struct arena *arena, int argc, char **argv)
{
	struct export_settings *s = settings;
	struct export_request *request = &s->request;
	struct selection *selection = &request->selection;
	const char *format = "jsonl", *since = NULL, *fields = NULL, *wrong = NULL;
	*s = (struct export_settings){.output = "-"};
	s->common.without = OPTIONS_NO_SITES | OPTIONS_NO_MIN_SUCCESS;
	const struct option_row table[] = {
	    {'f', "format", "FORMAT", "jsonl (default), csv, tsv, markdown or sqlite", OPTION_TEXT,
		&format},
	    {'o', "output", "PATH", "write to PATH, whole or not at all", OPTION_TEXT, &s->output},
	    {'p', "publish", "DIR", "publish in DIR, with a manifest, for others to fetch",
		OPTION_TEXT, &s->publish.folder},
	    {0, "accept", NULL, "move LATEST whatever the guard says", OPTION_FLAG,
		&s->publish.accepts},
	    {0, "verify", "DIR", "check what is published in DIR, export nothing", OPTION_TEXT,
		&s->verify},
	    {0, "since", "CURSOR", "only what changed after CURSOR, and what went", OPTION_TEXT,
		&since},
	    {0, "cursor", "FILE", "write the cursor of this export to FILE", OPTION_TEXT,
		&s->cursor},
	    {0, "site", "DOMAIN", "only of this site; may be given again", OPTION_TEXTS,
		&selection->sites},
	    {0, "language", "TAG", "only in this language; may be given again", OPTION_TEXTS,
		&selection->languages},
	    {0, "author", "NAME", "only by this author; may be given again", OPTION_TEXTS,
		&selection->authors},
	    {0, "published-from", "DATE", "only published on DATE or later", OPTION_TEXT,
		&selection->published_from},
	    {0, "published-to", "DATE", "only published on DATE or earlier", OPTION_TEXT,
		&selection->published_to},
	    {0, "changed-since", "TIME", "only with a version stored at TIME or later", OPTION_TEXT,
		&selection->changed_since},
	    {0, "fields", "LIST", "only these members or columns", OPTION_TEXT, &fields},
	    {0, "gzip", NULL, "compress the file", OPTION_FLAG, &request->gzip},
	    {0, "bom", NULL, "begin csv and tsv with a byte order mark", OPTION_FLAG,
		&request->bom},
	    {0, "csv-safe", NULL, "keep spreadsheets from running texts as formulas", OPTION_FLAG,
		&request->csv_safe},
	};
	int first = options_read(argc, argv, "[OPTION]... DB",
	    "Writes the stored articles as files for others.", table, sizeof table / sizeof *table,
	    &s->common);
	if (s->verify && (first != argc || since || fields || is_changed(s)))
		diag_usage("--verify goes alone");
	if (s->verify)
		return;
	if (first + 1 != argc)
		diag_usage("which one database?");
	s->database = argv[first];
	if (!export_format_of(format, &request->format))
		diag_usage("--format takes jsonl, csv, tsv, markdown or sqlite, not '%s'", format);
	check_since(s, since);
	check_publish(s);
	check_abilities(s, selection_is_any(selection), fields);
	if (fields)
		check_fields(request, fields);
	if (!selection_settle(selection, arena, &wrong))
		diag_usage("%s", wrong);
	s->publish.export = *request;
}

void
export_settings_clear(struct export_settings *settings)
{
	struct selection *selection = &settings->request.selection;
	options_clear(&selection->sites);
	options_clear(&selection->languages);
	options_clear(&selection->authors);
}
