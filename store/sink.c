/* SPDX-License-Identifier: MIT */
/* sink.c - where the lines of an export go: a file that is whole or not there, or a pipe */
#include "store/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/diag.h"
#include "lib/gzip.h"
#include "store/spool.h"

#define DEFLATE_AFTER 65536u

static bool
is_file(int fd)
{
	struct stat seen;
	return fstat(fd, &seen) == 0 && S_ISREG(seen.st_mode);
}

/* What is there and no file (a device, a named pipe) is written into, never replaced. */
static bool
is_replaced(const char *path)
{
	struct stat seen;
	if (stat(path, &seen) != 0)
		return true;
	if (S_ISDIR(seen.st_mode))
		diag_die("cannot write '%s': %s", path, strerror(EISDIR));
	return S_ISREG(seen.st_mode);
}

static void
open_path(struct sink *sink, const char *path)
{
	if (is_replaced(path)) {
		durable_path(sink->path, NULL, path, NULL);
		durable_path(sink->part, NULL, path, ".part");
		io_out_fd(&sink->out, durable_open_part(sink->part), sink->part);
	} else if (!io_out_open(&sink->out, path)) {
		diag_die("cannot write '%s': %s", path, strerror(errno));
	}
}

void
sink_open(struct sink *sink, const char *path, bool gzip)
{
	sink->gzip = gzip ? gzip_out_new() : NULL;
	sink->path[0] = sink->part[0] = '\0';
	sink->is_spooled = false;
	buf_init(&sink->plain, SIZE_MAX / 2); /* bounded by DEFLATE_AFTER and one record */
	buf_init(&sink->packed, SIZE_MAX / 2);
	if (strcmp(path, "-") != 0) {
		open_path(sink, path);
	} else if (is_file(STDOUT_FILENO)) {
		io_out_fd(&sink->out, STDOUT_FILENO, "-");
	} else {
		spool_open(&sink->out);
		sink->is_spooled = true;
	}
}

static void
write_packed(struct sink *sink, bool worked)
{
	if (!worked)
		diag_die("cannot write '%s': too much at once", sink->out.name);
	io_out_add(&sink->out, buf_str(&sink->packed));
	io_out_commit(&sink->out);
	buf_reset(&sink->packed);
	buf_reset(&sink->plain);
}

void
sink_add(struct sink *sink, struct str bytes)
{
	if (!sink->gzip)
		io_out_add(&sink->out, bytes);
	else if (!buf_add_str(&sink->plain, bytes))
		write_packed(sink, false);
}

void
sink_commit(struct sink *sink)
{
	if (!sink->gzip)
		io_out_commit(&sink->out);
	else if (sink->plain.len >= DEFLATE_AFTER)
		write_packed(sink, gzip_out_add(sink->gzip, buf_str(&sink->plain), &sink->packed));
}

void
sink_close(struct sink *sink)
{
	if (sink->gzip)
		write_packed(sink, gzip_out_add(sink->gzip, buf_str(&sink->plain), &sink->packed) &&
				       gzip_out_end(sink->gzip, &sink->packed));
	gzip_out_free(sink->gzip);
	buf_clear(&sink->plain);
	buf_clear(&sink->packed);
	if (sink->is_spooled) {
		spool_print(&sink->out);
		return;
	}
	io_out_flush(&sink->out);
	if (sink->path[0]) {
		if (fsync(sink->out.fd) != 0)
			diag_die("cannot write '%s': %s", sink->part, strerror(errno));
		durable_rename(sink->part, sink->path);
	}
	io_out_close(&sink->out);
}
