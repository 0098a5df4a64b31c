/* SPDX-License-Identifier: MIT */
/* digest.h - SHA-256 as it stands in records and archives (FIPS 180-4, by libcrypto) */
#ifndef LIB_DIGEST_H
#define LIB_DIGEST_H

#include "lib/arena.h"
#include "lib/str.h"

#define DIGEST_LEN 71 /* "sha256:" and 64 hexadecimal digits */

struct digest; /* one being computed */

struct digest *digest_new(void);
void digest_add(struct digest *digest, struct str bytes);
/* Fills `out` (DIGEST_LEN + 1 bytes) and releases the digest. */
void digest_free(struct digest *digest, char *out);

/* The same, but the digest can go on with another text. */
void digest_end(struct digest *digest, char *out);

/* All at once. */
struct str digest_of(struct arena *arena, struct str bytes);

#endif
