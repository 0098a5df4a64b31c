/* SPDX-License-Identifier: MIT */
/* site_trial.h - the tests of a site profile: stored pages, and what they must become */
#ifndef PARSE_SITE_TRIAL_H
#define PARSE_SITE_TRIAL_H

#include <stddef.h>

#include "parse/site_findings.h"

/*
 * Parses the page of each section [test NAME] with the profile, as winnow-parse would, and adds
 * what is not as the section says.  `profile` is one of `all`, the profiles that it stands beside:
 * a test's URL must belong to its own.  Gives the number of pages that were tried: none when
 * [parse] cannot be compiled (site_check_profile says why).
 */
size_t site_trial_run(
    struct site_findings *findings, const struct profiles *all, const struct profile *profile);

#endif
