/* SPDX-License-Identifier: MIT */
/* site_check.h - site profiles looked at as a whole: what no stage would say, or say too late */
#ifndef PARSE_SITE_CHECK_H
#define PARSE_SITE_CHECK_H

#include <stddef.h>

#include "lib/io.h"
#include "parse/site_findings.h"

/* Adds what is wrong with the sections, keys and values of one profile (winnow-profile(5)). */
void site_check_profile(struct site_findings *findings, const struct profile *profile);

struct site_check_counts {
	size_t n_tests, n_findings;
};

/*
 * Checks files: each by itself, then their hosts against each other, then runs their tests
 * (parse/site_trial.h).  Prints all findings, in the order of the files.
 */
struct site_check_counts site_check_files(char *const *files, size_t n, struct io_out *out);

#endif
