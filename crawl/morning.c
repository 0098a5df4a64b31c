/* SPDX-License-Identifier: MIT */
/* morning.c - the truth in the morning: a night's summary for people and for programs */
#include "crawl/morning.h"

#include <stdlib.h>
#include <string.h>

#include "lib/diag.h"
#include "lib/json.h"

#define MOST_SITES 30 /* lines for people; programs get all */

static const char *const end_words[] = {[NIGHT_COMPLETE] = "",
    [NIGHT_SPENT] = ", budget spent",
    [NIGHT_STOPPED] = ", stopped by a signal",
    [NIGHT_FAILED] = ", given up"};
static const char *const end_names[] = {[NIGHT_COMPLETE] = "complete",
    [NIGHT_SPENT] = "spent",
    [NIGHT_STOPPED] = "stopped",
    [NIGHT_FAILED] = "failed"};
static const char *const ended_words[] = {[ENDS_DONE] = "",
    [ENDS_HELD] = ", export held back",
    [ENDS_FAILED] = ", not all was done at its end"};
static const char *const ended_names[] = {
    [ENDS_DONE] = "done", [ENDS_HELD] = "held", [ENDS_FAILED] = "failed"};

/* " (3 http-error, 1 truncated)", unless the class says it all. */
static void
add_details(const struct summary *summary, enum outcome_class class, struct buf *out)
{
	const char *separator = " (";
	for (size_t i = 0; i < summary->n; i++) {
		const struct summary_outcome *outcome = &summary->outcomes[i];
		if (outcome->row->class != class)
			continue;
		if (strcmp(outcome->row->name, outcome_class_name(class)) == 0)
			return;
		buf_addf(out, "%s%llu %s", separator, outcome->n, outcome->row->name);
		separator = ", ";
	}
	buf_add_text(out, ")");
}

static void
add_outcomes(const struct summary *summary, struct buf *out)
{
	unsigned long long all = 0;
	const char *separator = ": ";
	for (int class = 0; class < OUTCOME_N_CLASSES; class ++)
		all += summary->by_class[class];
	buf_addf(out, "%llu outcomes", all);
	for (int class = 0; class < OUTCOME_N_CLASSES; class ++) {
		if (summary->by_class[class] == 0)
			continue;
		buf_addf(out, "%s%llu %s", separator, summary->by_class[class],
		    outcome_class_name(class));
		add_details(summary, class, out);
		separator = ", ";
	}
}

static void
add_articles(const struct summary_articles *articles, struct buf *out)
{
	buf_addf(out, "%llu new, %llu changed, ", articles->n_new, articles->n_changed);
	if (articles->n_deleted > 0)
		buf_addf(out, "%llu deleted, ", articles->n_deleted);
	buf_addf(out, "%llu unchanged articles", articles->n_unchanged);
}

static void
add_headline(const struct morning *morning, struct buf *out)
{
	const struct night *night = morning->night;
	add_articles(&morning->summary->articles, out);
	buf_add_text(out, "; ");
	add_outcomes(morning->summary, out);
	buf_addf(out, "; %ld round%s in %.1f s", night->rounds, night->rounds == 1 ? "" : "s",
	    night->seconds);
	if (night->losses.n > 0)
		buf_addf(out, ", %zu not whole", night->losses.n);
	buf_addf(out, "%s%s\n", end_words[night->end], ended_words[night->ended]);
}

/* The sites with the most failures, then the largest, first. */
static int
by_trouble(const void *a, const void *b)
{
	const struct summary_site *x = *(const struct summary_site *const *)a;
	const struct summary_site *y = *(const struct summary_site *const *)b;
	unsigned long long lost_x = x->asked - x->good, lost_y = y->asked - y->good;
	if (lost_x != lost_y)
		return lost_x > lost_y ? -1 : 1;
	if (x->asked != y->asked)
		return x->asked > y->asked ? -1 : 1;
	return str_compare(x->site, y->site);
}

static void
add_site(const struct summary_site *site, struct buf *out)
{
	buf_addf(
	    out, "  %.*s: %llu of %llu pages good", STR_ARGS(site->site), site->good, site->asked);
	if (site->nights > 0)
		buf_addf(out, " (usual %llu)", site->usual_good);
	buf_add_text(out, "; ");
	add_articles(&site->articles, out);
	if (site->nights > 0)
		buf_addf(out, " (usual %llu in all)", site->usual_articles);
	buf_add_char(out, '\n');
}

static void
add_sites(const struct morning *morning, struct buf *out)
{
	const struct summary_sites *sites = &morning->summary->sites;
	const struct summary_site **order =
	    arena_alloc(morning->night->arena, (sites->n + 1) * sizeof *order);
	for (size_t i = 0; i < sites->n; i++)
		order[i] = &sites->items[i];
	qsort(order, sites->n, sizeof *order, by_trouble);
	for (size_t i = 0; i < sites->n && i < MOST_SITES; i++)
		add_site(order[i], out);
	if (sites->n > MOST_SITES)
		buf_addf(out, "  and %zu more sites\n", sites->n - MOST_SITES);
}

void
morning_write_words(const struct morning *morning, struct buf *out)
{
	const struct summary *summary = morning->summary;
	add_headline(morning, out);
	for (size_t i = 0; i < summary->suspicions.n; i++) {
		const struct summary_suspicion *one = &summary->suspicions.items[i];
		buf_addf(out, "suspicious: %.*s is %.*s: %.*s\n", STR_ARGS(one->site),
		    STR_ARGS(one->reason), STR_ARGS(one->detail));
	}
	for (size_t i = 0; i < morning->night->losses.n; i++)
		buf_addf(out, "not whole: %.*s\n", STR_ARGS(morning->night->losses.items[i]));
	add_sites(morning, out);
}

void
morning_write_json(const struct morning *morning, struct buf *out)
{
	const struct night *night = morning->night;
	buf_addf(out,
	    "{\"night\":\"%s\",\"end\":\"%s\",\"status\":%d,\"good\":%s,\"seconds\":%.1f,"
	    "\"rounds\":%ld,\"pages\":%ld,\"bytes\":%.0f,\"export\":\"%s\",\"losses\":[",
	    night->since, end_names[night->end], morning->status,
	    morning->status == EXIT_RAN ? "true" : "false", night->seconds, night->rounds,
	    night->pages, night->bytes, ended_names[night->ended]);
	for (size_t i = 0; i < night->losses.n; i++) {
		buf_add_text(out, i > 0 ? "," : "");
		json_write_string(out, night->losses.items[i]);
	}
	buf_add_text(out, "],");
	buf_add_str(out, str_slice(morning->report, 1, morning->report.len)); /* without its '{' */
	buf_add_char(out, '\n');
}
