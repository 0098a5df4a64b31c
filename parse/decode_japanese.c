/* SPDX-License-Identifier: MIT */
/* decode_japanese.c - EUC-JP and ISO-2022-JP, whose characters are those of Shift_JIS
 *
 * All three number the rows and cells of JIS X 0208 (Encoding Standard, index jis0208) in their own
 * way.  glibc's CP932 has that index whole, its EUC-JP has not; so characters are renumbered into
 * Shift_JIS and gathered for CP932.  JIS X 0212 exists in EUC-JP alone and goes to that converter.
 */
#include "parse/decode_japanese.h"

#include <string.h>

#include "parse/decode_iconv.h"
#include "parse/multibyte.h"
#include "parse/utf8.h"

#define STAGE_BYTES 1024
#define ESCAPE      0x1b

struct japanese {
	struct decode_iconv shift_jis, euc_jp;
	char stage[STAGE_BYTES]; /* Shift_JIS that waits for its converter */
	size_t n;
};

static bool
flush(struct japanese *to)
{
	size_t n = to->n;
	to->n = 0;
	return decode_iconv_run(&to->shift_jis, (struct str){to->stage, n});
}

static bool
gather(struct japanese *to, const char *bytes, size_t len)
{
	if (to->n + len > STAGE_BYTES && !flush(to))
		return false;
	memcpy(to->stage + to->n, bytes, len);
	to->n += len;
	return true;
}

static bool
gather_one(struct japanese *to, unsigned char byte)
{
	char bytes[1] = {(char)byte};
	return gather(to, bytes, 1);
}

/* Row and cell count from 0. */
static bool
gather_pair(struct japanese *to, unsigned row, unsigned cell)
{
	unsigned at = row * 94 + cell, lead = at / 188, trail = at % 188;
	char bytes[2] = {(char)(lead + (lead < 0x1f ? 0x81 : 0xc1)),
	    (char)(trail + (trail < 0x3f ? 0x40 : 0x41))};
	return gather(to, bytes, 2);
}

static bool
broken(struct japanese *to)
{
	return flush(to) && decode_iconv_broken(&to->shift_jis);
}

static bool
decode_euc_jp(struct japanese *to, struct str body)
{
	struct shape shape;
	for (size_t at = 0; at < body.len; at += shape.len) {
		struct str rest = str_slice(body, at, body.len);
		const unsigned char *p = (const unsigned char *)rest.ptr;
		shape = multibyte_euc_jp(rest);
		bool done;
		if (!shape.whole)
			done = broken(to);
		else if (shape.len == 1)
			done = gather_one(to, p[0]);
		else if (p[0] == 0x8e)
			done = gather_one(to, p[1]);
		else if (shape.len == 2)
			done = gather_pair(to, p[0] - 0xa1u, p[1] - 0xa1u);
		else
			done = flush(to) && decode_iconv_run(&to->euc_jp, str_slice(rest, 0, 3));
		if (!done)
			return false;
	}
	return flush(to);
}

enum state { ASCII, ROMAN, KATAKANA, PAIRS };

/* Encoding Standard 12.2.1, the escapes. */
static const struct {
	struct str bytes;
	enum state state;
} ESCAPES[] = {
    {STR_INIT("\x1b(B"), ASCII},
    {STR_INIT("\x1b(J"), ROMAN},
    {STR_INIT("\x1b(I"), KATAKANA},
    {STR_INIT("\x1b$@"), PAIRS},
    {STR_INIT("\x1b$B"), PAIRS},
};

/* The escape's length, or 0 when the bytes are none. */
static size_t
read_escape(struct str rest, enum state *state)
{
	for (size_t i = 0; i < sizeof ESCAPES / sizeof *ESCAPES; i++) {
		if (str_starts(rest, ESCAPES[i].bytes)) {
			*state = ESCAPES[i].state;
			return ESCAPES[i].bytes.len;
		}
	}
	return 0;
}

static bool
is_cell(unsigned char byte)
{
	return byte >= 0x21 && byte <= 0x7e;
}

/* One byte outside pairs. */
static bool
decode_single(struct japanese *to, enum state state, unsigned char byte)
{
	if (state == KATAKANA)
		return byte >= 0x21 && byte <= 0x5f ? gather_one(to, byte + 0x80) : broken(to);
	if (byte >= 0x80 || byte == 0x0e || byte == 0x0f || byte == ESCAPE)
		return broken(to);
	if (state == ROMAN && (byte == 0x5c || byte == 0x7e))
		return flush(to) && decode_iconv_put(&to->shift_jis, byte == 0x5c ? 0xa5 : 0x203e);
	return gather_one(to, byte);
}

/* One pair, or what is left of one; an escape in the place of the trail stays. */
static bool
decode_pair(struct japanese *to, struct str rest, size_t *len)
{
	const unsigned char *p = (const unsigned char *)rest.ptr;
	*len = 1;
	if (!is_cell(p[0]) || rest.len < 2 || p[1] == ESCAPE)
		return broken(to);
	*len = 2;
	return is_cell(p[1]) ? gather_pair(to, p[0] - 0x21u, p[1] - 0x21u) : broken(to);
}

static bool
decode_iso_2022_jp(struct japanese *to, struct str body)
{
	enum state state = ASCII;
	bool after_escape = false; /* two escapes with nothing between are one error */
	for (size_t at = 0, len = 0; at < body.len; at += len) {
		struct str rest = str_slice(body, at, body.len);
		len = read_escape(rest, &state);
		if (len > 0) {
			if (after_escape && !broken(to))
				return false;
			after_escape = true;
			continue;
		}
		after_escape = false;
		len = 1;
		bool pair = state == PAIRS && rest.ptr[0] != ESCAPE;
		if (!(pair ? decode_pair(to, rest, &len)
			   : decode_single(to, state, (unsigned char)rest.ptr[0])))
			return false;
	}
	return flush(to);
}

bool
decode_is_japanese(const char *name)
{
	return strcmp(name, "EUC-JP") == 0 || strcmp(name, "ISO-2022-JP") == 0;
}

bool
decode_japanese(const char *name, struct str body, struct buf *out, size_t *n_replaced)
{
	struct japanese to = {.n = 0};
	if (!decode_iconv_open(&to.shift_jis, "CP932", multibyte_shift_jis, out))
		return false;
	bool done = decode_iconv_open(&to.euc_jp, "EUC-JP", multibyte_euc_jp, out);
	if (done) {
		/* A pair that was renumbered is no longer where its trail could be ASCII. */
		to.shift_jis.ascii_stays = false;
		done = strcmp(name, "EUC-JP") == 0 ? decode_euc_jp(&to, body)
						   : decode_iso_2022_jp(&to, body);
		*n_replaced += to.shift_jis.n_replaced + to.euc_jp.n_replaced;
		decode_iconv_close(&to.euc_jp);
	}
	decode_iconv_close(&to.shift_jis);
	return done;
}
