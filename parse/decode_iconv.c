/* SPDX-License-Identifier: MIT */
/* decode_iconv.c - one of the C library's converters, fed with whole characters */
#include "parse/decode_iconv.h"

#include "parse/utf8.h"

#define CHUNK  16384 /* bytes a call, so that the output grows in step with what is there */
#define GROWTH 3     /* no character becomes more than this times as long */
#define SPARE  16    /* for a character that the converter held back */

bool
decode_iconv_open(
    struct decode_iconv *to, const char *charset, multibyte_shape *shape, struct buf *out)
{
	*to = (struct decode_iconv){.shape = shape, .out = out, .ascii_stays = true};
	to->cd = iconv_open("UTF-8", charset);
	return to->cd != (iconv_t)-1;
}

void
decode_iconv_close(struct decode_iconv *to)
{
	iconv_close(to->cd);
}

bool
decode_iconv_put(struct decode_iconv *to, uint32_t code_point)
{
	char bytes[UTF8_MAX];
	return buf_add(to->out, bytes, utf8_encode(code_point, bytes));
}

bool
decode_iconv_broken(struct decode_iconv *to)
{
	to->n_replaced++;
	return buf_add_text(to->out, UTF8_REPLACEMENT);
}

/* Over a character that the converter refused. */
static size_t
skip_unknown(const struct decode_iconv *to, struct str rest)
{
	struct shape shape = to->shape(rest);
	bool stays = to->ascii_stays && shape.len == 2 && !(rest.ptr[1] & 0x80);
	return stays ? 1 : shape.len;
}

bool
decode_iconv_run(struct decode_iconv *to, struct str run)
{
	/* iconv's type for its input takes the const away; it does not write there. */
	char *in = (char *)run.ptr;
	size_t left = run.len;
	while (left > 0) {
		size_t chunk = left < CHUNK ? left : CHUNK, in_left = chunk;
		if (!buf_reserve(to->out, chunk * GROWTH + SPARE))
			return false;
		char *out = to->out->ptr + to->out->len;
		size_t out_left = chunk * GROWTH + SPARE;
		(void)iconv(to->cd, &in, &in_left, &out, &out_left);
		(void)iconv(to->cd, NULL, NULL, &out, &out_left);
		to->out->len = (size_t)(out - to->out->ptr);
		left -= chunk - in_left;
		/* What stands there now was refused, unless the chunk's end cut it in two. */
		struct str rest = {in, left};
		if (in_left == 0 ||
		    (in_left < UTF8_MAX && left > in_left && to->shape(rest).len > in_left))
			continue;
		size_t skip = skip_unknown(to, rest);
		in += skip;
		left -= skip;
		if (!decode_iconv_broken(to))
			return false;
	}
	return true;
}
