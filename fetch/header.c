/* SPDX-License-Identifier: MIT */
/* header.c - the header of an HTTP response, as it comes and as it is archived (RFC 9112) */
#include "fetch/header.h"

#include "lib/ascii.h"
#include "lib/limits.h"

void
header_init(struct header *header)
{
	*header = (struct header){0};
	buf_init(&header->raw, LIMIT_HEADER_BYTES);
}

void
header_clear(struct header *header)
{
	buf_clear(&header->raw);
	header_init(header);
}

void
header_reset(struct header *header)
{
	struct buf raw = header->raw;
	buf_reset(&raw);
	*header = (struct header){.raw = raw};
}

static int
read_status(struct str line)
{
	size_t at = str_find_char(line, ' ');
	struct str rest = at == STR_NOT_FOUND ? STR("") : str_slice(line, at + 1, line.len);
	int status = 0;
	for (size_t i = 0; i < 3; i++) {
		if (i >= rest.len || !ascii_is_digit(rest.ptr[i]))
			return 0;
		status = status * 10 + (rest.ptr[i] - '0');
	}
	return status;
}

static struct str
without_line_end(struct str line)
{
	while (line.len > 0 && (line.ptr[line.len - 1] == '\n' || line.ptr[line.len - 1] == '\r'))
		line.len--;
	return line;
}

bool
header_add(struct header *header, struct str line)
{
	header->received += line.len;
	if (header->received > LIMIT_HEADER_BYTES)
		return false;
	if (header->is_whole && !str_starts_nocase(line, STR("HTTP/")))
		return true; /* a trailer behind a chunked body says nothing we keep */
	if (header->is_whole || header->raw.len == 0) {
		buf_reset(&header->raw);
		header->is_whole = false;
		header->status = read_status(line);
	}
	if (without_line_end(line).len == 0)
		header->is_whole = true;
	return buf_add_str(&header->raw, line);
}

/* The next line of `rest`, without its end. */
static struct str
next_line(struct str *rest)
{
	return without_line_end(str_cut(rest, '\n'));
}

static bool
is_field(struct str line, struct str name)
{
	return str_starts_nocase(line, name) && line.len > name.len && line.ptr[name.len] == ':';
}

struct str
header_field(const struct header *header, const char *name)
{
	struct str wanted = str_from(name);
	struct str rest = buf_str(&header->raw);
	while (rest.ptr) {
		struct str line = next_line(&rest);
		if (is_field(line, wanted))
			return str_trim(str_slice(line, wanted.len + 1, line.len));
	}
	return (struct str){NULL, 0};
}

/* What is said of a body that is no longer in this shape. */
static bool
is_about_coding(struct str line)
{
	return is_field(line, STR("Content-Encoding")) ||
	       is_field(line, STR("Transfer-Encoding")) || is_field(line, STR("Content-Length"));
}

/* Whether the header as received is true of the body as it is now. */
static bool
fits(const struct header *header, size_t body_len)
{
	unsigned long long length;
	return !header_field(header, "Content-Encoding").ptr &&
	       !header_field(header, "Transfer-Encoding").ptr &&
	       str_to_uint(header_field(header, "Content-Length"), &length) && length == body_len;
}

void
header_archive(const struct header *header, size_t body_len, struct buf *out)
{
	bool changed = !fits(header, body_len);
	struct str rest = buf_str(&header->raw);
	while (rest.ptr) {
		struct str line = next_line(&rest);
		if (line.len == 0)
			continue;
		if (changed && is_about_coding(line))
			buf_add_text(out, "X-Archive-Orig-");
		buf_add_str(out, line);
		buf_add_text(out, "\r\n");
	}
	if (changed)
		buf_addf(out, "Content-Length: %zu\r\n", body_len);
	buf_add_text(out, "\r\n");
}
