/* SPDX-License-Identifier: MIT */
/* output.c - where the archive goes: the standard output, or files that are complete or say so */
#define _GNU_SOURCE /* memfd_create, splice */
#include "fetch/output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fetch/archive_name.h"
#include "fetch/hold.h"
#include "fetch/recover.h"
#include "lib/diag.h"
#include "lib/mem.h"

/* What a reader may be behind: some pages, so that the exchanges need not stop for every breath. */
#define SPOOL_BYTES (4ll << 20)

static void
forget_names(struct output *output)
{
	mem_free(output->path);
	mem_free(output->open_path);
	output->path = output->open_path = NULL;
}

/* Opens the next name that nobody has; -1 (errno says why) when that cannot be done. */
static int
create_next(struct output *output)
{
	for (;;) {
		forget_names(output);
		output->path = archive_name(output->file, output->number, "");
		output->open_path = archive_name(output->file, output->number++, ARCHIVE_OPEN);
		if (access(output->path, F_OK) == 0)
			continue;
		int fd = open(output->open_path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (fd >= 0 && hold_take(fd, output->open_path))
			return fd;
		/* The name is taken, or another run has begun to recover our empty file. */
		if (errno != EEXIST && errno != EWOULDBLOCK)
			return -1;
		if (fd >= 0)
			close(fd);
	}
}

static void
open_next(struct output *output)
{
	int fd = create_next(output);
	if (fd < 0)
		diag_die("cannot create '%s': %s", output->open_path, strerror(errno));
	io_out_fd(&output->out, fd, output->open_path);
	output->moved = output->spooled = 0;
}

/* A pipe is written through a spool; all else (a file, a terminal) takes what it is given. */
static void
open_standard_output(struct output *output)
{
	struct stat what;
	int spool = -1;
	if (fstat(STDOUT_FILENO, &what) == 0 && S_ISFIFO(what.st_mode))
		spool = memfd_create("winnow-fetch", MFD_CLOEXEC);
	if (spool >= 0)
		output->pipe = STDOUT_FILENO;
	io_out_fd(&output->out, spool >= 0 ? spool : STDOUT_FILENO, "standard output");
}

bool
output_open(struct output *output, const char *file, bool also_stdout, unsigned long long most)
{
	struct stat what;
	*output = (struct output){.file = file, .most = most, .pipe = -1};
	if (!file) {
		open_standard_output(output);
		return true;
	}
	if (also_stdout && (fstat(STDOUT_FILENO, &what) != 0 || !S_ISFIFO(what.st_mode)))
		return false;
	recover_all(file);
	open_next(output);
	if (also_stdout)
		output->pipe = STDOUT_FILENO;
	return true;
}

/* Puts into the pipe what it has room for now.  The pipe takes the spool's pages themselves: what
 * was moved is never written to again, and a spool that is all moved begins anew on fresh pages. */
static void
fill_pipe(struct output *output)
{
	while (output->moved < output->spooled) {
		off_t from = output->moved;
		ssize_t n = splice(output->out.fd, &from, output->pipe, NULL,
		    (size_t)(output->spooled - output->moved), SPLICE_F_NONBLOCK);
		if (n < 0 && errno == EAGAIN)
			return;
		if (n < 0 && errno == EPIPE)
			exit(EXIT_WORLD); /* the reader is gone and knows why: nothing to say */
		if (n < 0 && errno != EINTR)
			diag_die("cannot write 'standard output': %s", strerror(errno));
		if (n > 0)
			output->moved += n;
	}
	if (output->spooled == 0 || output->file)
		return;
	if (ftruncate(output->out.fd, 0) != 0 || lseek(output->out.fd, 0, SEEK_SET) != 0)
		diag_die("cannot empty the spool: %s", strerror(errno));
	output->moved = output->spooled = 0;
}

void
output_move(struct output *output)
{
	io_out_flush(&output->out);
	if (output->pipe < 0)
		return;
	output->spooled = lseek(output->out.fd, 0, SEEK_CUR);
	fill_pipe(output);
	long long left = output->spooled - output->moved;
	output->is_behind = left > (output->is_behind ? 0 : SPOOL_BYTES);
}

bool
output_is_behind(const struct output *output)
{
	return output->is_behind;
}

bool
output_waits(const struct output *output)
{
	return output->pipe >= 0 && output->moved < output->spooled;
}

static void
drain(struct output *output)
{
	struct pollfd one = {.fd = output->pipe, .events = POLLOUT};
	for (output_move(output); output_waits(output); output_move(output))
		poll(&one, 1, -1);
}

/* The records are out, and a file is whole on the disk. */
static void
complete(struct output *output)
{
	drain(output);
	if (output->file &&
	    (fsync(output->out.fd) != 0 || rename(output->open_path, output->path) != 0))
		diag_die("cannot complete '%s': %s", output->path, strerror(errno));
	io_out_close(&output->out);
}

void
output_close(struct output *output)
{
	complete(output);
	if (output->pipe >= 0 && close(output->pipe) != 0)
		diag_die("cannot write 'standard output': %s", strerror(errno));
	forget_names(output);
}

bool
output_rotate(struct output *output)
{
	if (!output->file || output->most == 0)
		return false;
	off_t written = lseek(output->out.fd, 0, SEEK_CUR);
	if (written < 0 || (unsigned long long)written + output->out.data.len < output->most)
		return false;
	output_move(output);
	if (output_waits(output))
		return false; /* the pipe still reads this one */
	complete(output);
	open_next(output);
	return true;
}
