/* SPDX-License-Identifier: MIT */
/* uuid.h - random names for runs and archive records (RFC 9562, version 4) */
#ifndef LIB_UUID_H
#define LIB_UUID_H

#define UUID_LEN 36

/* Fills `out` (UUID_LEN + 1 bytes) and returns it. */
const char *uuid_new(char *out);

#endif
