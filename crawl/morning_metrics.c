/* SPDX-License-Identifier: MIT */
/* morning_metrics.c - a night's summary in Prometheus' text format */
#include "crawl/morning.h"

#include <inttypes.h>

static void
open_metric(struct buf *out, const char *name, const char *help)
{
	buf_addf(out, "# HELP %s %s\n# TYPE %s gauge\n", name, help, name);
}

static void
put(struct buf *out, const char *name, const char *help, double value)
{
	open_metric(out, name, help);
	buf_addf(out, "%s %.17g\n", name, value);
}

/* A label's value: backslashes, quotes and line feeds are escaped. */
static void
put_label(struct buf *out, const char *name, struct str value)
{
	buf_addf(out, "%s=\"", name);
	for (size_t i = 0; i < value.len; i++) {
		char c = value.ptr[i];
		if (c == '\n') {
			buf_add_text(out, "\\n");
			continue;
		}
		if (c == '\\' || c == '"')
			buf_add_char(out, '\\');
		buf_add_char(out, c);
	}
	buf_add_char(out, '"');
}

static void
put_articles(
    struct buf *out, const char *name, struct str site, const struct summary_articles *articles)
{
	const struct {
		const char *effect;
		unsigned long long n;
	} rows[] = {{"new", articles->n_new}, {"changed", articles->n_changed},
	    {"unchanged", articles->n_unchanged}, {"deleted", articles->n_deleted}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		buf_addf(out, "%s{", name);
		if (site.ptr) {
			put_label(out, "site", site);
			buf_add_char(out, ',');
		}
		put_label(out, "effect", str_from(rows[i].effect));
		buf_addf(out, "} %llu\n", rows[i].n);
	}
}

static void
put_sites(struct buf *out, const struct summary *summary)
{
	const struct summary_sites *sites = &summary->sites;
	open_metric(out, "winnow_crawl_site_pages", "Pages of a site by how they answered.");
	for (size_t i = 0; i < sites->n; i++) {
		const struct summary_site *site = &sites->items[i];
		const unsigned long long n[] = {site->good, site->asked - site->good};
		for (int bad = 0; bad < 2; bad++) {
			buf_add_text(out, "winnow_crawl_site_pages{");
			put_label(out, "site", site->site);
			buf_addf(out, ",answer=\"%s\"} %llu\n", bad ? "failed" : "good", n[bad]);
		}
	}
	open_metric(
	    out, "winnow_crawl_site_articles", "Articles of a site by what became of them.");
	for (size_t i = 0; i < sites->n; i++)
		put_articles(out, "winnow_crawl_site_articles", sites->items[i].site,
		    &sites->items[i].articles);
}

void
morning_write_metrics(const struct morning *morning, struct buf *out)
{
	const struct night *night = morning->night;
	const struct summary *summary = morning->summary;
	int64_t began = 0;
	if (timestamp_read(str_from(night->since), &began))
		put(out, "winnow_crawl_started_timestamp_seconds", "When the night began.",
		    (double)began);
	put(out, "winnow_crawl_finished_timestamp_seconds", "When it ended.",
	    (double)timestamp_now());
	put(out, "winnow_crawl_seconds", "How long it took.", night->seconds);
	put(out, "winnow_crawl_status", "Its exit status; 0 is good.", morning->status);
	put(out, "winnow_crawl_rounds", "Rounds of the chain.", (double)night->rounds);
	put(out, "winnow_crawl_losses", "Rounds in which a stage was lost.",
	    (double)night->losses.n);
	put(out, "winnow_crawl_pages", "Pages that were asked for.", (double)night->pages);
	put(out, "winnow_crawl_body_bytes", "Bytes of bodies, codings undone.", night->bytes);
	open_metric(out, "winnow_crawl_articles", "Articles by what became of them.");
	put_articles(out, "winnow_crawl_articles", (struct str){NULL, 0}, &summary->articles);
	open_metric(out, "winnow_crawl_outcomes", "URLs by what became of them.");
	for (size_t i = 0; i < summary->n; i++)
		buf_addf(out, "winnow_crawl_outcomes{class=\"%s\",outcome=\"%s\"} %llu\n",
		    outcome_class_name(summary->outcomes[i].row->class),
		    summary->outcomes[i].row->name, summary->outcomes[i].n);
	put_sites(out, summary);
	open_metric(out, "winnow_crawl_suspicious", "Sites that gave less than they used to.");
	for (size_t i = 0; i < summary->suspicions.n; i++) {
		buf_add_text(out, "winnow_crawl_suspicious{");
		put_label(out, "site", summary->suspicions.items[i].site);
		buf_add_char(out, ',');
		put_label(out, "reason", summary->suspicions.items[i].reason);
		buf_add_text(out, "} 1\n");
	}
}
