/* SPDX-License-Identifier: MIT */
/* decode_east_asian.c - the encodings of more than one byte a character, by iconv and corrections
 */
#include "parse/decode_east_asian.h"

#include <stdint.h>
#include <string.h>

#include "parse/decode_corrections.h"
#include "parse/decode_iconv.h"
#include "parse/decode_japanese.h"
#include "parse/multibyte.h"
#include "parse/utf8.h"

/* WHATWG name, the nearest converter of glibc, and where that one is wrong. */
static const struct east_asian {
	const char *name, *charset;
	multibyte_shape *shape;
	const struct correction_list *corrections;
} ENCODINGS[] = {
    {"GBK", "GB18030", multibyte_gb18030, &DECODE_CORRECTIONS_GB18030},
    {"gb18030", "GB18030", multibyte_gb18030, &DECODE_CORRECTIONS_GB18030},
    {"Big5", "BIG5-HKSCS", multibyte_big5, &DECODE_CORRECTIONS_BIG5},
    {"EUC-KR", "UHC", multibyte_euc_kr, &DECODE_CORRECTIONS_EUC_KR},
    {"Shift_JIS", "CP932", multibyte_shift_jis, &DECODE_CORRECTIONS_SHIFT_JIS},
};

static const struct east_asian *
find(const char *name)
{
	for (size_t i = 0; i < sizeof ENCODINGS / sizeof *ENCODINGS; i++) {
		if (strcmp(ENCODINGS[i].name, name) == 0)
			return &ENCODINGS[i];
	}
	return NULL;
}

bool
decode_is_east_asian(const char *name)
{
	return find(name) || decode_is_japanese(name);
}

static const struct correction *
correction_of(const struct correction_list *list, struct str character)
{
	uint32_t bytes = 0;
	for (size_t i = 0; i < character.len; i++)
		bytes = bytes << 8 | (unsigned char)character.ptr[i];
	size_t from = 0, to = list->n;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (list->items[middle].bytes < bytes)
			from = middle + 1;
		else
			to = middle;
	}
	return from < list->n && list->items[from].bytes == bytes ? &list->items[from] : NULL;
}

/* Marks the first bytes of all corrections, which spares most characters the search. */
static void
mark_leads(const struct correction_list *list, bool *leads)
{
	for (size_t i = 0; i < list->n; i++) {
		uint32_t bytes = list->items[i].bytes;
		while (bytes > 0xff)
			bytes >>= 8;
		leads[bytes] = true;
	}
}

/* Walks the body by the shape of its characters; runs without errors and corrections go to iconv.
 */
static bool
decode_runs(const struct east_asian *encoding, struct decode_iconv *to, struct str body)
{
	bool leads[256] = {false};
	mark_leads(encoding->corrections, leads);
	size_t from = 0, at = 0;
	while (at < body.len) {
		struct str rest = str_slice(body, at, body.len);
		unsigned char lead = (unsigned char)rest.ptr[0];
		if (lead < 0x80) {
			at += utf8_ascii_len(rest);
			continue;
		}
		struct shape shape = encoding->shape(rest);
		const struct correction *correction = NULL;
		if (shape.whole && leads[lead])
			correction =
			    correction_of(encoding->corrections, str_slice(rest, 0, shape.len));
		if (shape.whole && !correction) {
			at += shape.len;
			continue;
		}
		if (!decode_iconv_run(to, str_slice(body, from, at)))
			return false;
		bool known = correction && correction->code_point != DECODE_NO_CHARACTER;
		if (!(known ? decode_iconv_put(to, correction->code_point)
			    : decode_iconv_broken(to)))
			return false;
		at += shape.len;
		from = at;
	}
	return decode_iconv_run(to, str_slice(body, from, at));
}

bool
decode_east_asian(const char *name, struct str body, struct buf *out, size_t *n_replaced)
{
	if (decode_is_japanese(name))
		return decode_japanese(name, body, out, n_replaced);
	const struct east_asian *encoding = find(name);
	struct decode_iconv to;
	if (!encoding || !decode_iconv_open(&to, encoding->charset, encoding->shape, out))
		return false;
	bool done = decode_runs(encoding, &to, body);
	*n_replaced += to.n_replaced;
	decode_iconv_close(&to);
	return done;
}
