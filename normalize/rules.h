/* SPDX-License-Identifier: MIT */
/* rules.h - which lines are boilerplate: rule files and the [normalize] sections of profiles */
#ifndef NORMALIZE_RULES_H
#define NORMALIZE_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/article.h"
#include "lib/buf.h"
#include "lib/compiler.h"
#include "lib/profile.h"
#include "lib/str.h"

/* winnow-rules(5) describes the files. */
struct rules;

struct rules *rules_new(void);
void rules_free(struct rules *rules);

/* Reads every *.rules file of a folder; false with one line in *why (memory of the rules). */
NODISCARD bool rules_load(struct rules *rules, const char *dir, struct str *why);
/* The same for the text of one file. */
NODISCARD bool
rules_load_text(struct rules *rules, struct str source, struct str text, struct str *why);
/* Adds the [normalize] sections of all profiles, which must outlive the rules. */
NODISCARD bool
rules_load_profiles(struct rules *rules, const struct profiles *profiles, struct str *why);
/* No more rules come; false when a pattern can take forever. */
NODISCARD bool rules_finish(struct rules *rules, struct str *why);

/* SHA-256 over everything that was read: the member `rules` of records. */
struct str rules_digest(const struct rules *rules);

/* Where a line stands. */
struct rules_place {
	struct str host;    /* of the page; absent for none */
	struct str section; /* the heading above; absent for none */
};

struct rules_hit {
	struct str name;       /* the rule's id; for a phrase "ID:PHRASE" */
	struct str disclaimer; /* the kind, when the line is a disclaimer */
};

/* Whether a rule takes this line (without white space at its ends). */
bool rules_match(
    struct rules *rules, const struct rules_place *place, struct str line, struct rules_hit *hit);

/* Whether a profile of the host keeps common lines below the heading (keep-section). */
bool rules_keeps_section(const struct rules *rules, const struct rules_place *place);

/* Names of all rules, sorted: what --stats compares with. */
const struct str_list *rules_names(const struct rules *rules);

/* Runs the `test` and `keep` lines; adds a line to `report` for each that fails. True: none did. */
bool rules_test(struct rules *rules, struct buf *report, size_t *n_tests);

/* Ids of patterns that gave up on a line, each once, in the order met. */
const struct str_list *rules_gave_up(const struct rules *rules);

#endif
