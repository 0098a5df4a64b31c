/* SPDX-License-Identifier: MIT */
/* file_digest.h - what a file has, in short: SHA-256 and length */
#ifndef STORE_FILE_DIGEST_H
#define STORE_FILE_DIGEST_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/compiler.h"
#include "lib/digest.h"

/* Reads the file.  False (errno says why) when it cannot be opened; a read error ends the program
 * with status 1. */
NODISCARD bool file_digest(const char *path, char out[DIGEST_LEN + 1], int64_t *bytes);

#endif
