/* SPDX-License-Identifier: MIT */
/* input.c - request lines from a descriptor of the poll loop, without ever waiting for one */
#include "fetch/input.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "lib/diag.h"
#include "lib/limits.h"

#define READ_BYTES 65536u

void
input_init(struct input *input, int fd)
{
	*input = (struct input){.fd = fd};
	buf_init(&input->data, READ_BYTES + LIMIT_REQUEST_BYTES + 1);
}

void
input_clear(struct input *input)
{
	buf_clear(&input->data);
}

static struct str
waiting(const struct input *input)
{
	return str_slice(buf_str(&input->data), input->taken, input->data.len);
}

void
input_fill(struct input *input)
{
	buf_drop(&input->data, input->taken);
	input->taken = 0;
	if (!buf_reserve(&input->data, READ_BYTES))
		diag_die("cannot read 'standard input': a line is too long");
	ssize_t n = read(input->fd, input->data.ptr + input->data.len, READ_BYTES);
	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (n < 0)
		diag_die("cannot read 'standard input': %s", strerror(errno));
	input->data.len += (size_t)n;
	input->eof = n == 0;
}

enum input_line
input_next(struct input *input, struct str *line)
{
	for (;;) {
		struct str rest = waiting(input);
		size_t end = str_find_char(rest, '\n');
		bool whole = end != STR_NOT_FOUND;
		if (!whole && rest.len <= LIMIT_REQUEST_BYTES && !(input->eof && rest.len > 0))
			return INPUT_NONE;
		*line = str_slice(rest, 0, end);
		input->taken += line->len + whole;
		bool was_skipping = input->skipping;
		input->skipping = !whole && !input->eof;
		if (!was_skipping) /* else: more of the line whose beginning was given */
			return line->len > LIMIT_REQUEST_BYTES ? INPUT_TOO_LONG : INPUT_LINE;
	}
}

bool
input_is_over(const struct input *input)
{
	return input->eof && waiting(input).len == 0;
}
