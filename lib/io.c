/* SPDX-License-Identifier: MIT */
/* io.c - files and pipes: buffered reading by line or byte count, writing that is checked */
#include "lib/io.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/diag.h"

#define CHUNK       65536u
#define WRITE_AFTER 65536u /* a pipe's capacity on Linux */

bool
io_in_open(struct io_in *in, const char *name)
{
	int fd = strcmp(name, "-") == 0 ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	io_in_fd(in, fd, name);
	return true;
}

void
io_in_fd(struct io_in *in, int fd, const char *name)
{
	*in = (struct io_in){.fd = fd, .name = name};
	buf_init(&in->data, SIZE_MAX / 2); /* callers bound it: they say how much they want */
}

void
io_in_close(struct io_in *in)
{
	if (in->fd > STDIN_FILENO)
		close(in->fd);
	buf_clear(&in->data);
	in->fd = -1;
}

/* Reads once more; false at the end of the input. */
static bool
fill(struct io_in *in)
{
	if (in->eof)
		return false;
	if (in->taken > 0 && in->taken >= in->data.len / 2) {
		buf_drop(&in->data, in->taken);
		in->taken = 0;
	}
	if (!buf_reserve(&in->data, CHUNK))
		diag_die("cannot read '%s': too much at once", in->name);
	ssize_t n;
	do
		n = read(in->fd, in->data.ptr + in->data.len, CHUNK);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		diag_die("cannot read '%s': %s", in->name, strerror(errno));
	in->data.len += (size_t)n;
	in->eof = n == 0;
	return n > 0;
}

static struct str
waiting(const struct io_in *in)
{
	return str_slice(buf_str(&in->data), in->taken, in->data.len);
}

void
io_in_take(struct io_in *in, size_t len)
{
	in->taken += len;
	in->offset += len;
}

struct str
io_in_peek(struct io_in *in, size_t len)
{
	while (in->data.len - in->taken < len && fill(in))
		continue;
	return waiting(in);
}

static void
skip_line(struct io_in *in)
{
	for (;;) {
		size_t end = str_find_char(waiting(in), '\n');
		if (end != STR_NOT_FOUND) {
			io_in_take(in, end + 1);
			return;
		}
		io_in_take(in, waiting(in).len);
		if (!fill(in))
			return;
	}
}

enum io_line
io_in_line(struct io_in *in, size_t limit, struct str *line)
{
	size_t looked = 0; /* bytes known to hold no line feed */
	for (;;) {
		struct str rest = waiting(in);
		size_t end = str_find_char(str_slice(rest, looked, rest.len), '\n');
		if (end != STR_NOT_FOUND && looked + end <= limit) {
			*line = str_slice(rest, 0, looked + end);
			io_in_take(in, looked + end + 1);
			return IO_LINE;
		}
		if (rest.len > limit) {
			/* The head of the line is kept at the front while the rest is skipped. */
			struct buf head;
			buf_init(&head, limit);
			buf_add_str(&head, str_slice(rest, 0, limit < CHUNK ? limit : CHUNK));
			skip_line(in);
			buf_drop(&in->data, in->taken);
			in->taken = 0;
			struct buf tail = in->data;
			in->data = head;
			in->data.limit = tail.limit;
			in->taken = head.len;
			buf_add_str(&in->data, buf_str(&tail));
			*line = str_slice(buf_str(&in->data), 0, in->taken);
			buf_clear(&tail);
			return IO_TOO_LONG;
		}
		looked = rest.len;
		if (fill(in))
			continue;
		if (rest.len == 0)
			return IO_END;
		*line = rest;
		io_in_take(in, rest.len);
		return IO_LINE;
	}
}

bool
io_in_is_ready(struct io_in *in)
{
	if (in->eof || str_find_char(waiting(in), '\n') != STR_NOT_FOUND)
		return true;
	struct pollfd one = {.fd = in->fd, .events = POLLIN};
	return poll(&one, 1, 0) != 0;
}

bool
io_out_open(struct io_out *out, const char *name)
{
	int fd = strcmp(name, "-") == 0
		     ? STDOUT_FILENO
		     : open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0)
		return false;
	io_out_fd(out, fd, name);
	return true;
}

void
io_out_fd(struct io_out *out, int fd, const char *name)
{
	*out = (struct io_out){.fd = fd, .name = name};
	buf_init(&out->data, SIZE_MAX / 2); /* bounded by WRITE_AFTER and one record */
}

void
io_out_add(struct io_out *out, struct str bytes)
{
	if (!buf_add_str(&out->data, bytes))
		diag_die("cannot write '%s': too much at once", out->name);
}

void
io_out_commit(struct io_out *out)
{
	if (out->data.len >= WRITE_AFTER)
		io_out_flush(out);
}

static void
write_failed(const struct io_out *out)
{
	if (errno == EPIPE)
		exit(EXIT_WORLD); /* the reader is gone and knows why: nothing to say */
	diag_die("cannot write '%s': %s", out->name, strerror(errno));
}

void
io_out_flush(struct io_out *out)
{
	struct str rest = buf_str(&out->data);
	while (rest.len > 0) {
		ssize_t n = write(out->fd, rest.ptr, rest.len);
		if (n < 0 && errno != EINTR)
			write_failed(out);
		if (n > 0)
			rest = str_slice(rest, (size_t)n, rest.len);
	}
	buf_reset(&out->data);
}

void
io_out_close(struct io_out *out)
{
	io_out_flush(out);
	if (close(out->fd) != 0)
		write_failed(out);
	buf_clear(&out->data);
	out->fd = -1;
}

bool
io_read_file(const char *path, size_t limit, struct buf *out, const char **why)
{
	struct io_in in;
	if (!io_in_open(&in, path)) {
		*why = strerror(errno);
		return false;
	}
	struct str text = io_in_peek(&in, limit + 1);
	bool fits = text.len <= limit && buf_add_str(out, text);
	io_in_close(&in);
	if (!fits)
		*why = "too large";
	return fits;
}
