/* SPDX-License-Identifier: MIT */
/* profile.h - site profiles: what the operator says about a site, one INI file a site */
#ifndef LIB_PROFILE_H
#define LIB_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/arena.h"
#include "lib/compiler.h"
#include "lib/ini.h"
#include "lib/str.h"

/*
 * A profile is a file NAME.ini (winnow-profile(5)).  Its section [site] names the hosts it is for:
 *     hosts = example.org m.example.net
 * An entry is for that host and all below it; "*.example.org" is for those below only.
 */
struct profile_host {
	struct str name; /* lower case */
	int line;
};
struct profile_hosts {
	struct profile_host *items;
	size_t n;
};
struct profile {
	struct str name; /* the file's name without ".ini": the member `profile` of records */
	struct str path; /* for messages */
	struct ini_entries entries;
	struct profile_hosts hosts;
};

/* All profiles of one folder; an empty set finds nothing. */
struct profiles {
	struct arena arena;
	struct profile *items; /* by name */
	size_t n;
};

/*
 * profiles_load reads every *.ini of a folder (NULL: none, an empty set).  False with one line in
 * *why (it names file and line, and lives in the set) when the folder or a file cannot be read, a
 * line is no INI, a file has no hosts, or two files claim one host.  profiles_clear releases the
 * set in either case.
 */
NODISCARD bool profiles_load(struct profiles *profiles, const char *dir, struct str *why);
void profiles_clear(struct profiles *profiles);

/*
 * Reads one file, whatever it is called, without asking for hosts.  False, with "FILE:LINE: reason"
 * (or one line that names the file) in *why, when it cannot be read or has a line that is no INI.
 * Memory of `arena`.
 */
NODISCARD bool
profile_read(struct arena *arena, struct str path, struct profile *profile, struct str *why);

/* The most specific profile of a host: the one that names it, else the one whose entry is the
 * longest domain above it, "*.DOMAIN" before "DOMAIN"; NULL when there is none.  The host is lower
 * case, as in struct url, without port. */
const struct profile *profiles_find(const struct profiles *profiles, struct str host);

/* The profile's own entry of this very name, "*." included; NULL when it has none. */
const struct profile_host *profile_host(const struct profile *profile, struct str name);

/* The next entry of a section, from *at (0 at first) on, in the order of the file; NULL at the end:
 *     for (size_t at = 0; (entry = profile_next(profile, "scope", &at)) != NULL;) */
const struct ini_entry *
profile_next(const struct profile *profile, const char *section, size_t *at);

/* The first value of a key, or the absent text. */
struct str profile_value(const struct profile *profile, const char *section, const char *key);

#endif
