/* SPDX-License-Identifier: MIT */
/* deferral.h - a URL that breaks a stage is put off, with an outcome that says so */
#ifndef CRAWL_DEFERRAL_H
#define CRAWL_DEFERRAL_H

#include "crawl/plan.h"
#include "crawl/runner.h"
#include "lib/compiler.h"

/* Stores the outcome "stage-lost" (winnow-outcomes(5)) for the URL of each request in `requests`,
 * an open file that is read from its start; `why` is its detail.  False, and the message is out,
 * when the database cannot be used. */
NODISCARD bool deferral_store(const struct plan *plan, struct arena *arena, struct runner *runner,
    int requests, const char *night, struct str why);

#endif
