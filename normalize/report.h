/* SPDX-License-Identifier: MIT */
/* report.h - the run over the input, and the three things it can print: records, a diff, counts */
#ifndef NORMALIZE_REPORT_H
#define NORMALIZE_REPORT_H

#include "lib/stage.h"
#include "normalize/clean.h"

enum report_form { REPORT_RECORDS, REPORT_EXPLAIN, REPORT_STATS };

/* Cleans all records of the files (the standard input when there are none) and prints in the form
 * asked for on the standard output; warns of patterns that gave up. */
void report_run(const struct clean *clean, struct stage *stage, char *const *files, int n_files,
    enum report_form form);

/* Runs the tests of the rule files, prints each that fails and how many there are; the exit status:
 * EXIT_RAN, or EXIT_NOT_GOOD. */
int report_rule_tests(struct rules *rules);

#endif
