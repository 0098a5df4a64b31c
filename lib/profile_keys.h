/* SPDX-License-Identifier: MIT */
/* profile_keys.h - the one table of what a site profile may say: its sections, keys and values */
#ifndef LIB_PROFILE_KEYS_H
#define LIB_PROFILE_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/arena.h"
#include "lib/compiler.h"
#include "lib/profile.h"
#include "lib/str.h"

/* What a key takes. */
enum profile_value {
	PROFILE_HOSTS,     /* names of hosts, parted by white space or commas; "*." may be before */
	PROFILE_URL,       /* an absolute http(s) URL */
	PROFILE_SECONDS,   /* 0 to a day, fractions allowed */
	PROFILE_HEADER,    /* "Name: value" */
	PROFILE_COUNT,     /* a whole number */
	PROFILE_INTERVALS, /* "6h 30d" */
	PROFILE_PATTERN,   /* a regular expression */
	PROFILE_SELECTOR,  /* of parse/selector.h, so nothing that lib/ can judge */
	PROFILE_DATE,      /* RFC 3339 or YYYY-MM-DD, or nothing */
	PROFILE_FILE,      /* the path of a file, as seen from the profile */
	PROFILE_WORDS,     /* any text, or nothing */
	PROFILE_TEXT       /* any text */
};

struct profile_key {
	struct str section, name;
	enum profile_value value;
	bool once; /* of several, the first one counts */
};

/* By section; within one in the order of winnow-profile(5). */
extern const struct profile_key profile_keys[];
extern const size_t profile_n_keys;

/* The table's name of a section: "test" for "test NAME"; all others are their own. */
struct str profile_section(struct str written);

/* Whether the table has the section (as profile_section gives it). */
bool profile_has_section(struct str section);

/* NULL when the table has no such key. */
const struct profile_key *profile_key_find(struct str section, struct str name);

/* Absent when `value` is what the key takes, else what is wrong with it, in `arena`. */
struct str
profile_value_wrong(struct arena *arena, const struct profile_key *key, struct str value);

/*
 * What every stage asks of the section it reads: that the table has each key and that each value is
 * what its key takes.  False with "FILE:LINE: KEY: reason" in *why, in `arena`.
 */
NODISCARD bool profile_check_section(
    struct arena *arena, const struct profile *profile, const char *section, struct str *why);

#endif
