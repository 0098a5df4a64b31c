/* SPDX-License-Identifier: MIT */
/* settings.c - the command line of winnow-fetch */
#include "fetch/settings.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "fetch/media.h"
#include "lib/diag.h"
#include "lib/limits.h"

static const struct settings defaults = {
    .delay = 1,
    .max_delay = 30,
    .patience = 60,
    .dns_timeout = 10,
    .connect_timeout = 10,
    .first_byte_timeout = 30,
    .stall_timeout = 30,
    .timeout = 300,
    .per_host = 1,
    .per_address = 4,
    .total = 64,
    .max_size = LIMIT_PAGE_BYTES,
    .types = MEDIA_DEFAULT,
    .common = {.min_success = -1},
};

/* The most exchanges at a time that --total takes: two descriptors each stay far below the usual
 * hard limit. */
#define MOST_TOTAL 10000

static void
check(const struct settings *settings)
{
	if (settings->per_host < 1 || settings->per_address < 1 || settings->total < 1)
		diag_usage("--per-host, --per-address and --total take 1 or more");
	if (settings->total > MOST_TOTAL)
		diag_usage("--total takes at most %d", MOST_TOTAL);
	if (settings->max_size < 1 || settings->max_size > (long)LIMIT_PAGE_BYTES)
		diag_usage("--max-size takes 1 to %u bytes", LIMIT_PAGE_BYTES);
	if (settings->ca_file && access(settings->ca_file, R_OK) != 0)
		diag_die("cannot read '%s': %s", settings->ca_file, strerror(errno));
	if (settings->rotate > 0 && !settings->output)
		diag_usage("--rotate needs --output");
	if (settings->tee && !settings->output)
		diag_usage("--tee needs --output");
}

void
settings_read(struct settings *settings, int argc, char **argv)
{
	struct settings *s = settings;
	*s = defaults;
	const struct option_row table[] = {
	    {'d', "delay", "SECONDS", "least wait between two requests to a host [1]",
		OPTION_SECONDS, &s->delay},
	    {0, "max-delay", "SECONDS", "longest wait for a slow host or Crawl-delay [30]",
		OPTION_SECONDS, &s->max_delay},
	    {0, "patience", "SECONDS", "end when all hosts left asked for longer [60]",
		OPTION_SECONDS, &s->patience},
	    {'p', "per-host", "N", "connections to one host [1]", OPTION_COUNT, &s->per_host},
	    {0, "per-address", "N", "connections to one IP address [4]", OPTION_COUNT,
		&s->per_address},
	    {'t', "total", "N", "connections in all [64]", OPTION_COUNT, &s->total},
	    {'T', "timeout", "SECONDS", "for a whole exchange [300]", OPTION_SECONDS, &s->timeout},
	    {0, "dns-timeout", "SECONDS", "for looking a name up [10]", OPTION_SECONDS,
		&s->dns_timeout},
	    {0, "connect-timeout", "SECONDS", "for a connection [10]", OPTION_SECONDS,
		&s->connect_timeout},
	    {0, "first-byte-timeout", "SECONDS", "for the first byte [30]", OPTION_SECONDS,
		&s->first_byte_timeout},
	    {0, "stall-timeout", "SECONDS", "below 50 bytes a second [30]", OPTION_SECONDS,
		&s->stall_timeout},
	    {0, "deadline", "SECONDS", "end the run after this time", OPTION_SECONDS, &s->deadline},
	    {0, "budget", "BYTES", "end the run when so many bytes of bodies have come",
		OPTION_COUNT, &s->budget},
	    {0, "max-size", "BYTES", "of a body, unpacked [32M]", OPTION_COUNT, &s->max_size},
	    {0, "types", "LIST", "media types to fetch", OPTION_TEXT, &s->types},
	    {0, "allow-private", NULL, "connect to private addresses too", OPTION_FLAG,
		&s->allow_private},
	    {0, "contact", "TEXT", "mail address or URL, for the User-Agent", OPTION_TEXT,
		&s->contact},
	    {0, "proxy", "URL", "send everything through this proxy", OPTION_TEXT, &s->proxy},
	    {0, "ca-file", "FILE", "trust the authorities in FILE, not the system's", OPTION_TEXT,
		&s->ca_file},
	    {0, "cache", "DIR", "keep robots.txt files from run to run in DIR", OPTION_TEXT,
		&s->cache},
	    {0, "sitemaps", NULL, "fetch what robots.txt names as sitemaps too", OPTION_FLAG,
		&s->sitemaps},
	    {0, "dedupe", NULL, "an unchanged body becomes a revisit record", OPTION_FLAG,
		&s->dedupe},
	    {0, "requests", NULL, "write request records too", OPTION_FLAG, &s->requests},
	    {'o', "output", "FILE", "write to FILE, not to the standard output", OPTION_TEXT,
		&s->output},
	    {0, "tee", NULL, "write to the standard output as well", OPTION_FLAG, &s->tee},
	    {0, "rotate", "BYTES", "begin another file when FILE has this size", OPTION_COUNT,
		&s->rotate},
	    {'z', "gzip", NULL, "compress each record", OPTION_FLAG, &s->gzip},
	    {0, "from-warc", "FILE", "answer out of an archive, not from the network", OPTION_TEXT,
		&s->from_warc},
	    {0, "metrics", "FILE", "write Prometheus metrics to FILE", OPTION_TEXT, &s->metrics},
	};
	int first = options_read(argc, argv, "[OPTION...] <URLS >WARC",
	    "Fetch the URLs on standard input, politely, and write a web archive.", table,
	    sizeof table / sizeof *table, &s->common);
	if (first < argc)
		diag_usage("'%s' is no option: URLs are read from standard input", argv[first]);
	check(settings);
}
