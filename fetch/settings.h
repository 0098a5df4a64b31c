/* SPDX-License-Identifier: MIT */
/* settings.h - the command line of winnow-fetch */
#ifndef FETCH_SETTINGS_H
#define FETCH_SETTINGS_H

#include <stdbool.h>

#include "lib/options.h"

/* Seconds, bytes and counts; NULL and 0 where an option is not given and has no default. */
struct settings {
	double delay, max_delay, patience;
	double dns_timeout, connect_timeout, first_byte_timeout, stall_timeout, timeout;
	double deadline;
	long per_host, per_address, total;
	long max_size, budget;
	const char *types;
	const char *contact, *proxy, *ca_file;
	const char *cache, *output, *metrics, *from_warc;
	long rotate;
	bool allow_private, sitemaps, requests, gzip, dedupe, tee;
	struct options_common common;
};

/* Fills the settings from the command line; ends the program on --help and on a mistake. */
void settings_read(struct settings *settings, int argc, char **argv);

#endif
