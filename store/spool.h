/* SPDX-License-Identifier: MIT */
/* spool.h - a file without a name, for what must be whole before it is used */
#ifndef STORE_SPOOL_H
#define STORE_SPOOL_H

#include "lib/io.h"

/* Opens an output into a new file in TMPDIR (or /tmp) that goes away with the program. */
void spool_open(struct io_out *out);

/* Ends the writing; the descriptor, at the first byte, is the caller's. */
int spool_rewind(struct io_out *out);

/* Ends the writing and copies everything to the standard output. */
void spool_print(struct io_out *out);

#endif
