/* SPDX-License-Identifier: MIT */
/* hearing.c - what a program says on its standard error: passed on, and its last line kept */
#define _GNU_SOURCE /* pipe2 */
#include "crawl/hearing.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

bool
hearing_open(struct hearing *hearing, int *speaker)
{
	int ends[2];
	*hearing = (struct hearing){.fd = -1};
	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	if (fcntl(ends[0], F_SETFL, O_NONBLOCK) != 0) {
		close(ends[0]);
		close(ends[1]);
		return false;
	}
	hearing->fd = ends[0];
	*speaker = ends[1];
	return true;
}

/* Nobody to tell is no reason to fail. */
static void
pass_on(const char *text, size_t len)
{
	while (len > 0) {
		ssize_t n = write(STDERR_FILENO, text, len);
		if (n < 0 && errno != EINTR)
			return;
		if (n > 0) {
			text += n;
			len -= (size_t)n;
		}
	}
}

/* The line at hand is over, or is as long as we keep one. */
static void
end_line(struct hearing *hearing)
{
	pass_on(hearing->line, hearing->len);
	struct str line = str_trim((struct str){hearing->line, hearing->len});
	if (line.len > 0) {
		memcpy(hearing->last, line.ptr, line.len);
		hearing->last_len = line.len;
	}
	hearing->len = 0;
}

void
hearing_take(struct hearing *hearing)
{
	char piece[4096];
	ssize_t n = -1;
	while (hearing->fd >= 0 && (n = read(hearing->fd, piece, sizeof piece)) > 0)
		for (ssize_t i = 0; i < n; i++) {
			hearing->line[hearing->len++] = piece[i];
			if (piece[i] == '\n' || hearing->len == HEARING_LINE)
				end_line(hearing);
		}
	if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR)) {
		end_line(hearing);
		close(hearing->fd);
		hearing->fd = -1;
	}
}

void
hearing_close(struct hearing *hearing)
{
	if (hearing->fd < 0)
		return;
	hearing_take(hearing);
	if (hearing->fd < 0)
		return;
	end_line(hearing);
	close(hearing->fd);
	hearing->fd = -1;
}

struct str
hearing_last(const struct hearing *hearing, struct str program)
{
	struct str last = {hearing->last, hearing->last_len};
	if (last.len == 0)
		return (struct str){NULL, 0};
	if (last.len > program.len + 2 && str_eq(str_slice(last, 0, program.len), program) &&
	    str_eq(str_slice(last, program.len, program.len + 2), STR(": ")))
		last = str_slice(last, program.len + 2, last.len);
	return last;
}
