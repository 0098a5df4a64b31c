/* SPDX-License-Identifier: MIT */
/* output.c - where the archive goes: the standard output, or files that are complete or say so */
#define _GNU_SOURCE /* flock, memfd_create, splice */
#include "fetch/output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/arena.h"
#include "lib/diag.h"
#include "lib/mem.h"
#include "lib/warc_read.h"

#define ARENA_BYTES (64u << 20)

/* What a reader may be behind: some pages, so that the exchanges need not stop for every breath. */
#define SPOOL_BYTES (4ll << 20)

/* The number goes before the first of these that the name has. */
static const struct str suffixes[] = {STR_INIT(".warc.gz"), STR_INIT(".warc"), STR_INIT(".gz")};

static char *
name_of(const char *file, unsigned number, const char *more)
{
	struct str stem = str_from(file), suffix = {"", 0};
	struct arena arena;
	arena_init(&arena, ARENA_BYTES);
	for (size_t i = 0; suffix.len == 0 && i < sizeof suffixes / sizeof *suffixes; i++)
		if (str_ends(stem, suffixes[i]))
			suffix = suffixes[i];
	stem.len -= suffix.len;
	struct str name = number == 0 ? arena_printf(&arena, "%s%s", file, more)
				      : arena_printf(&arena, "%.*s-%05u%.*s%s", STR_ARGS(stem),
					    number, STR_ARGS(suffix), more);
	char *copy = mem_copy(name.ptr, name.len);
	arena_clear(&arena);
	return copy;
}

static bool
exists(const char *path)
{
	return access(path, F_OK) == 0;
}

static void
forget_names(struct output *output)
{
	mem_free(output->path);
	mem_free(output->open_path);
	output->path = output->open_path = NULL;
}

static void
open_next(struct output *output)
{
	for (;; output->number++) {
		forget_names(output);
		output->path = name_of(output->file, output->number, "");
		output->open_path = name_of(output->file, output->number, ".open");
		if (!exists(output->path) && !exists(output->open_path))
			break;
	}
	output->number++;
	int fd = open(output->open_path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) != 0)
		diag_die("cannot create '%s': %s", output->open_path, strerror(errno));
	io_out_fd(&output->out, fd, output->open_path);
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

void
output_open(struct output *output, const char *file, unsigned long long most)
{
	*output = (struct output){.file = file, .most = most, .pipe = -1};
	if (file) {
		output_recover(file);
		open_next(output);
	} else {
		open_standard_output(output);
	}
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
	if (output->spooled == 0)
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

void
output_close(struct output *output)
{
	drain(output);
	if (output->file &&
	    (fsync(output->out.fd) != 0 || rename(output->open_path, output->path) != 0))
		diag_die("cannot complete '%s': %s", output->path, strerror(errno));
	io_out_close(&output->out);
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
	output_close(output);
	open_next(output);
	return true;
}

/* The offset at which a torn last record begins; -1 when the file ends with a whole one. */
static off_t
find_torn(const char *path)
{
	struct warc_in warc;
	struct warc_header header;
	struct arena arena;
	struct str block, why;
	enum warc_result result;
	off_t torn = -1;
	if (!warc_in_open(&warc, path))
		return -1;
	arena_init(&arena, ARENA_BYTES);
	while ((result = warc_next(&warc, &arena, &header, &block, &why)) != WARC_END) {
		torn = result == WARC_BAD ? (off_t)header.offset : -1;
		arena_reset(&arena);
	}
	arena_clear(&arena);
	warc_in_close(&warc);
	return torn;
}

static void
recover(const char *open_path, const char *path)
{
	int fd = open(open_path, O_RDWR | O_CLOEXEC);
	if (fd < 0)
		return;
	if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
		off_t torn = find_torn(open_path);
		off_t end = lseek(fd, 0, SEEK_END);
		if ((torn >= 0 && ftruncate(fd, torn) != 0) || fsync(fd) != 0 ||
		    rename(open_path, path) != 0)
			diag_die("cannot recover '%s': %s", open_path, strerror(errno));
		diag_note("completed '%s': %lld bytes of a torn record cut off", path,
		    torn >= 0 ? (long long)(end - torn) : 0LL);
	}
	close(fd);
}

void
output_recover(const char *file)
{
	bool more = true;
	for (unsigned number = 0; more; number++) {
		char *path = name_of(file, number, "");
		char *open_path = name_of(file, number, ".open");
		more = exists(path) || exists(open_path);
		if (exists(open_path) && !exists(path))
			recover(open_path, path);
		mem_free(path);
		mem_free(open_path);
	}
}
