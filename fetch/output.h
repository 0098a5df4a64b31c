/* SPDX-License-Identifier: MIT */
/* output.h - where the archive goes: the standard output, or files that are complete or say so */
#ifndef FETCH_OUTPUT_H
#define FETCH_OUTPUT_H

#include <stdbool.h>

#include "lib/compiler.h"
#include "lib/io.h"

/*
 * A file has the suffix ".open" while it grows and is locked by its writer.  Its names are those of
 * archive_name.h; one that is taken is passed over, so that nothing is ever written twice.
 */
struct output {
	struct io_out out;        /* where records are written: the file, or the spool */
	int pipe;                 /* the standard output, when it is a pipe; else -1 */
	long long moved, spooled; /* bytes of `out` that went into the pipe, and in all */
	bool is_behind;
	const char *file;        /* as --output names it; NULL: the standard output alone */
	unsigned long long most; /* bytes of one file; 0: any */
	unsigned number;         /* of the next name */
	char *path;              /* of the complete file */
	char *open_path;         /* of the growing one */
};

/*
 * Opens the standard output, or the first file after recover_all; with `also_stdout` what goes into
 * files goes to the standard output as well, which must be a pipe: false when it is none.  Other
 * failures end the program.
 */
NODISCARD bool
output_open(struct output *output, const char *file, bool also_stdout, unsigned long long most);

/*
 * A pipe may be full, and nobody may wait for it while exchanges go on.  So records for a pipe are
 * written into the file, or else into a spool, a file in memory without a name; output_move takes
 * on what has been written and puts into the pipe what it has room for.  output_is_behind: the
 * reader is so slow that nothing more should be written until it has caught up.  output_waits: more
 * would go when the descriptor `pipe` is ready.
 */
void output_move(struct output *output);
bool output_is_behind(const struct output *output);
bool output_waits(const struct output *output);

/* All is out, and the file, if there is one, whole on the disk and without ".open". */
void output_close(struct output *output);

/* When the file has its size, and the pipe all of it, completes it and opens the next: true, and
 * the caller writes what every file begins with. */
bool output_rotate(struct output *output);

#endif
