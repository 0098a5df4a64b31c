/* SPDX-License-Identifier: MIT */
/* publication.h - a folder of published exports: LATEST, and what it leads to */
#ifndef STORE_PUBLICATION_H
#define STORE_PUBLICATION_H

#include "store/durable.h"
#include "store/manifest.h"

/* Whether a text is the name of an export: six digits or more, a hyphen, and its kind. */
bool publication_is_name(struct str name);

/* Reads the name in FOLDER/LATEST; an absent text when there is no such file, and "" when there is
 * no name of an export in it. */
struct str publication_latest(struct arena *arena, const char *folder);

/* Reads the manifest of an export, and its digest as "sha256:...".  False with a reason in *why. */
NODISCARD bool publication_manifest(struct arena *arena, const char *folder, struct str name,
    struct manifest *manifest, struct str *hash, const char **why);

/* The greatest number that an export in the folder has, published or not; 0 when there is none. */
int64_t publication_greatest(const char *folder);

/* Removes what exports that were killed have left: folders whose names end in ".part". */
void publication_tidy(const char *folder);

#endif
