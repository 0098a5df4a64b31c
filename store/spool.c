/* SPDX-License-Identifier: MIT */
/* spool.c - a file without a name, for what must be whole before it is used */
#include "store/spool.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/diag.h"

void
spool_open(struct io_out *out)
{
	char name[4096]; /* PATH_MAX of Linux */
	const char *dir = getenv("TMPDIR");
	if (snprintf(name, sizeof name, "%s/winnow-store-XXXXXX", dir && *dir ? dir : "/tmp") >=
	    (int)sizeof name)
		diag_die("TMPDIR is too long");
	int fd = mkstemp(name);
	if (fd < 0)
		diag_die("cannot make a temporary file: %s", strerror(errno));
	unlink(name);
	io_out_fd(out, fd, "temporary file");
}

int
spool_rewind(struct io_out *out)
{
	io_out_flush(out);
	buf_clear(&out->data);
	if (lseek(out->fd, 0, SEEK_SET) != 0)
		diag_die("cannot read '%s': %s", out->name, strerror(errno));
	return out->fd;
}

void
spool_print(struct io_out *out)
{
	struct io_in in;
	struct io_out printed;
	io_in_fd(&in, spool_rewind(out), "temporary file");
	io_out_fd(&printed, STDOUT_FILENO, "-");
	for (;;) {
		struct str piece = io_in_peek(&in, 1);
		if (piece.len == 0)
			break;
		io_out_add(&printed, piece);
		io_out_commit(&printed);
		io_in_take(&in, piece.len);
	}
	io_in_close(&in);
	io_out_close(&printed);
}
