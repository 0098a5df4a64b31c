/* SPDX-License-Identifier: MIT */
/* encoding_detect.c - which encoding bytes look like, whatever was declared
 *
 * East Asian encodings are told apart by frequencies: the hundred commonest characters of a
 * language are a third of its text, and the same bytes read in another encoding give rare ones.
 * uchardet, which takes Big5 for something else, is asked about the rest.
 */
#include "parse/encoding_detect.h"

#include <stdint.h>
#include <string.h>

#include <uchardet/uchardet.h>

#include "parse/encoding_label.h"
#include "parse/multibyte.h"
#include "parse/utf8.h"

#define SAMPLE_CHARACTERS 4000 /* of more than one byte; more change nothing */
#define LEAST_CHARACTERS  8    /* of which a frequency can be had */
#define LEAST_FREQUENT    120  /* a thousand; see the header */
#define CLEARLY_MORE      2    /* times the next best */
#define MOST_BROKEN       50   /* one broken character in so many */
#define BROKEN_WEIGHT     4    /* bytes of sound UTF-8 that make up for a broken place */
#define LEAST_HIGH        16 /* bytes outside ASCII; of fewer uchardet makes windows-1250 and the like */
#define HINT_BYTES        (128u << 10) /* for uchardet */

/* The commonest characters of each language, two bytes each, in its encoding: of Chinese 的一是在
 * and so on with the punctuation, of Japanese the kana, of Korean the syllables. */
static const char SIMPLIFIED[] =
    "\xa3\xac\xa1\xa3\xa1\xa2\xa3\xba\xa3\xbb\xa3\xbf\xa3\xa1\xa1\xb0\xa1\xb1\xa3\xa8"
    "\xa3\xa9\xb5\xc4\xd2\xbb\xca\xc7\xd4\xda\xb2\xbb\xc1\xcb\xd3\xd0\xba\xcd\xc8\xcb"
    "\xd5\xe2\xd6\xd0\xb4\xf3\xce\xaa\xc9\xcf\xb8\xf6\xb9\xfa\xce\xd2\xd2\xd4\xd2\xaa"
    "\xcb\xfb\xca\xb1\xc0\xb4\xd3\xc3\xc3\xc7\xc9\xfa\xb5\xbd\xd7\xf7\xb5\xd8\xd3\xda"
    "\xb3\xf6\xbe\xcd\xb7\xd6\xb6\xd4\xb3\xc9\xbb\xe1\xbf\xc9\xd6\xf7\xb7\xa2\xc4\xea"
    "\xb6\xaf\xcd\xac\xc4\xdc\xcf\xc2\xb9\xfd\xd7\xd3\xcb\xb5\xd6\xd6\xc3\xe6\xb6\xf8"
    "\xb7\xbd\xba\xf3\xb6\xe0\xb6\xa8\xd0\xd0\xb7\xa8\xcb\xf9\xc3\xf1\xb5\xc3\xbd\xf8"
    "\xd7\xc5\xb5\xc8\xb2\xbf\xb6\xc8\xbc\xd2\xc0\xef\xc8\xe7\xcb\xae\xbb\xaf\xb8\xdf"
    "\xd7\xd4\xc0\xed\xc6\xf0\xcf\xd6\xc1\xbf\xcc\xe5\xd6\xc6\xb5\xb1\xca\xb9\xb5\xe3"
    "\xb4\xd3\xb1\xbe\xc8\xa5\xba\xc3\xd3\xa6\xbf\xaa\xba\xcf\xbb\xb9\xd2\xf2\xd3\xc9"
    "\xc6\xe4\xd0\xa9\xc8\xbb\xc7\xb0\xcd\xe2\xcc\xec\xc8\xd5\xc4\xc7\xc9\xe7\xc6\xbd"
    "\xc8\xab\xbc\xe4\xd1\xf9\xd3\xeb\xb9\xd8\xb8\xf7\xc4\xda\xca\xfd\xd5\xfd\xd0\xc4"
    "\xb7\xb4\xc3\xf7\xbf\xb4\xd4\xad\xc3\xb4\xc0\xfb\xb1\xc8\xbb\xf2\xb5\xab\xd6\xca"
    "\xc6\xf8\xcf\xf2\xb5\xc0\xb2\xa1\xd6\xce\xc1\xc6\xd2\xbd\xbb\xbc\xd5\xdf\xd6\xa2";
static const char TRADITIONAL[] =
    "\xa1\x41\xa1\x43\xa1\x42\xa1\x47\xa1\x46\xa1\x48\xa1\x49\xa1\x75\xa1\x76\xa1\x5d"
    "\xa1\x5e\xaa\xba\xa4\x40\xac\x4f\xa6\x62\xa4\xa3\xa4\x46\xa6\xb3\xa9\x4d\xa4\x48"
    "\xb3\x6f\xa4\xa4\xa4\x6a\xac\xb0\xa4\x57\xad\xd3\xb0\xea\xa7\xda\xa5\x48\xad\x6e"
    "\xa5\x4c\xae\xc9\xa8\xd3\xa5\xce\xad\xcc\xa5\xcd\xa8\xec\xa7\x40\xa6\x61\xa9\xf3"
    "\xa5\x58\xb4\x4e\xa4\xc0\xb9\xef\xa6\xa8\xb7\x7c\xa5\x69\xa5\x44\xb5\x6f\xa6\x7e"
    "\xb0\xca\xa6\x50\xaf\xe0\xa4\x55\xb9\x4c\xa4\x6c\xbb\xa1\xba\xd8\xad\xb1\xa6\xd3"
    "\xa4\xe8\xab\xe1\xa6\x68\xa9\x77\xa6\xe6\xaa\x6b\xa9\xd2\xa5\xc1\xb1\x6f\xb6\x69"
    "\xb5\xdb\xb5\xa5\xb3\xa1\xab\xd7\xae\x61\xb8\xcc\xa6\x70\xa4\xf4\xa4\xc6\xb0\xaa"
    "\xa6\xdb\xb2\x7a\xb0\x5f\xb2\x7b\xb6\x71\xc5\xe9\xa8\xee\xb7\xed\xa8\xcf\xc2\x49"
    "\xb1\x71\xa5\xbb\xa5\x68\xa6\x6e\xc0\xb3\xb6\x7d\xa6\x58\xc1\xd9\xa6\x5d\xa5\xd1"
    "\xa8\xe4\xa8\xc7\xb5\x4d\xab\x65\xa5\x7e\xa4\xd1\xa4\xe9\xa8\xba\xaa\xc0\xa5\xad"
    "\xa5\xfe\xb6\xa1\xbc\xcb\xbb\x50\xc3\xf6\xa6\x55\xa4\xba\xbc\xc6\xa5\xbf\xa4\xdf"
    "\xa4\xcf\xa9\xfa\xac\xdd\xad\xec\xbb\xf2\xa7\x51\xa4\xf1\xa9\xce\xa6\xfd\xbd\xe8"
    "\xae\xf0\xa6\x56\xb9\x44\xaf\x66\xaa\x76\xc0\xf8\xc2\xe5\xb1\x77\xaa\xcc\xaf\x67"
    "\xa4\xa7";
static const char JAPANESE_EUC[] =
    "\xa1\xa2\xa1\xa3\xa1\xd6\xa1\xd7\xa1\xa6\xa4\xce\xa4\xcb\xa4\xcf\xa4\xf2\xa4\xbf"
    "\xa4\xac\xa4\xc7\xa4\xc6\xa4\xc8\xa4\xb7\xa4\xec\xa4\xb5\xa4\xa4\xa4\xeb\xa4\xca"
    "\xa4\xab\xa4\xc3\xa4\xb3\xa4\xe2\xa4\xea\xa4\xe9\xa4\xb9\xa4\xa6\xa4\xf3\xa4\xe8"
    "\xa4\xde\xa4\xb1\xa4\xaf\xa4\xa2\xa4\xad\xa4\xc4\xa4\xbb\xa4\xbd\xa4\xdf\xa4\xef"
    "\xa4\xa8\xa4\xc9\xa4\xc0\xa4\xc1\xa4\xe1\xa4\xed\xa4\xcd\xa4\xb4\xa4\xb2\xa4\xd6"
    "\xa4\xd0\xa4\xd3\xa4\xd9\xa4\xb8\xa1\xbc\xa1\xb9\xa5\xb9\xa5\xc8\xa5\xeb\xa5\xf3"
    "\xa5\xa2\xa5\xa4\xa5\xea\xa5\xe9\xa5\xaf\xa5\xb7\xa5\xc9\xa5\xec\xa5\xb8\xa5\xb3"
    "\xa5\xbf\xa5\xde\xa5\xd5\xa5\xed\xa5\xe1\xa5\xb5\xa5\xc7\xc6\xfc\xcb\xdc\xbf\xcd"
    "\xc7\xaf\xb7\xee\xc2\xe7\xb9\xf1\xc3\xe6\xb0\xec\xb2\xf1\xbc\xd4\xc5\xaa\xc9\xc2";
static const char JAPANESE_SHIFT[] =
    "\x81\x41\x81\x42\x81\x75\x81\x76\x81\x45\x82\xcc\x82\xc9\x82\xcd\x82\xf0\x82\xbd"
    "\x82\xaa\x82\xc5\x82\xc4\x82\xc6\x82\xb5\x82\xea\x82\xb3\x82\xa2\x82\xe9\x82\xc8"
    "\x82\xa9\x82\xc1\x82\xb1\x82\xe0\x82\xe8\x82\xe7\x82\xb7\x82\xa4\x82\xf1\x82\xe6"
    "\x82\xdc\x82\xaf\x82\xad\x82\xa0\x82\xab\x82\xc2\x82\xb9\x82\xbb\x82\xdd\x82\xed"
    "\x82\xa6\x82\xc7\x82\xbe\x82\xbf\x82\xdf\x82\xeb\x82\xcb\x82\xb2\x82\xb0\x82\xd4"
    "\x82\xce\x82\xd1\x82\xd7\x82\xb6\x81\x5b\x81\x58\x83\x58\x83\x67\x83\x8b\x83\x93"
    "\x83\x41\x83\x43\x83\x8a\x83\x89\x83\x4e\x83\x56\x83\x68\x83\x8c\x83\x57\x83\x52"
    "\x83\x5e\x83\x7d\x83\x74\x83\x8d\x83\x81\x83\x54\x83\x66\x93\xfa\x96\x7b\x90\x6c"
    "\x94\x4e\x8c\x8e\x91\xe5\x8d\x91\x92\x86\x88\xea\x89\xef\x8e\xd2\x93\x49\x95\x61";
static const char KOREAN[] =
    "\xc0\xcc\xb4\xd9\xb4\xc2\xbf\xa1\xc0\xc7\xc0\xbb\xb0\xa1\xc7\xcf\xb0\xed\xc1\xf6"
    "\xb7\xce\xb1\xe2\xbb\xe7\xc0\xba\xb8\xa6\xc7\xd1\xb5\xb5\xbc\xad\xb8\xae\xc0\xce"
    "\xb4\xeb\xc0\xda\xb3\xaa\xbe\xee\xbe\xc6\xc7\xd8\xbd\xc3\xb0\xfa\xc0\xcf\xc1\xa4"
    "\xba\xce\xc0\xd6\xbd\xba\xc1\xd6\xbf\xf8\xc0\xe5\xc1\xa6\xbc\xf6\xba\xb8\xc0\xfc"
    "\xb1\xd7\xb5\xe9\xb8\xb8\xc0\xfb\xc0\xb8\xb0\xcd\xb6\xf3\xbb\xf3\xbf\xa9\xbc\xba"
    "\xbe\xc8\xba\xf1\xbf\xe4\xc4\xa1\xbf\xec\xc1\xb6\xbc\xb1\xb0\xe6\xb0\xf8\xb1\xb8"
    "\xc0\xaf\xbd\xc5\xbc\xd2\xb9\xae\xbf\xeb\xb9\xcc\xc1\xf8\xbf\xc0\xbf\xac\xb5\xbf"
    "\xbc\xbc\xc8\xad\xb9\xab\xb8\xf0\xb5\xc7\xbe\xfa\xbd\xc0\xb4\xcf\xb1\xee";

static const struct model {
	const char *name;
	multibyte_shape *shape;
	struct str frequent;
} MODELS[] = {
    {"GBK", multibyte_gb18030, STR_INIT(SIMPLIFIED)},
    {"Big5", multibyte_big5, STR_INIT(TRADITIONAL)},
    {"EUC-JP", multibyte_euc_jp, STR_INIT(JAPANESE_EUC)},
    {"Shift_JIS", multibyte_shift_jis, STR_INIT(JAPANESE_SHIFT)},
    {"EUC-KR", multibyte_euc_kr, STR_INIT(KOREAN)},
};
#define N_MODELS (sizeof MODELS / sizeof *MODELS)

struct utf8_share
encoding_utf8_share(struct str body)
{
	struct utf8_share share = {0, 0};
	while (body.len > 0 && (share.n_broken < 100 || share.n_broken < share.n_high)) {
		size_t ascii = utf8_ascii_len(body);
		body = str_slice(body, ascii, body.len);
		if (body.len == 0)
			break;
		size_t len;
		struct str next = str_slice(body, 0, UTF8_MAX);
		size_t valid = utf8_valid_len(next);
		(void)utf8_decode(next, &len);
		if (valid > 0) {
			share.n_high += len;
		} else {
			len = utf8_broken_len(next);
			share.n_broken++;
		}
		body = str_slice(body, len, body.len);
	}
	return share;
}

bool
encoding_is_utf8(struct utf8_share share)
{
	return share.n_high > share.n_broken * BROKEN_WEIGHT;
}

#define SET_WORDS (65536 / 64)

static void
set_fill(uint64_t *set, struct str pairs)
{
	memset(set, 0, SET_WORDS * sizeof *set);
	for (size_t i = 0; i + 1 < pairs.len; i += 2) {
		unsigned pair = (unsigned char)pairs.ptr[i] << 8 | (unsigned char)pairs.ptr[i + 1];
		set[pair / 64] |= UINT64_C(1) << pair % 64;
	}
}

static unsigned
frequent_of(struct str body, const struct model *model, size_t *n_characters)
{
	uint64_t set[SET_WORDS];
	size_t n = 0, n_frequent = 0, n_broken = 0;
	set_fill(set, model->frequent);
	while (n < SAMPLE_CHARACTERS) {
		size_t ascii = utf8_ascii_len(body);
		body = str_slice(body, ascii, body.len);
		if (body.len == 0)
			break;
		struct shape shape = model->shape(body);
		n++;
		if (!shape.whole) {
			n_broken++;
		} else if (shape.len == 2) {
			unsigned pair =
			    (unsigned char)body.ptr[0] << 8 | (unsigned char)body.ptr[1];
			n_frequent += set[pair / 64] >> pair % 64 & 1;
		}
		body = str_slice(body, shape.len, body.len);
	}
	*n_characters = n;
	if (n == 0 || n_broken * MOST_BROKEN > n + MOST_BROKEN)
		return 0;
	return (unsigned)(n_frequent * 1000 / n);
}

unsigned
encoding_frequent(struct str body, const char *name, size_t *n_characters)
{
	*n_characters = 0;
	if (strcmp(name, "gb18030") == 0)
		name = "GBK";
	for (size_t i = 0; i < N_MODELS; i++) {
		if (strcmp(MODELS[i].name, name) == 0)
			return frequent_of(body, &MODELS[i], n_characters);
	}
	return 0;
}

const char *
encoding_detect_east_asian(struct str body)
{
	const struct model *found = NULL;
	unsigned best = 0, second = 0;
	for (size_t i = 0; i < N_MODELS; i++) {
		size_t n;
		unsigned frequent = frequent_of(body, &MODELS[i], &n);
		if (n < LEAST_CHARACTERS)
			continue;
		if (frequent > best) {
			second = best;
			best = frequent;
			found = &MODELS[i];
		} else if (frequent > second) {
			second = frequent;
		}
	}
	return best >= LEAST_FREQUENT && best >= second * CLEARLY_MORE ? found->name : NULL;
}

/* Bytes outside ASCII, counted no further than there are enough for uchardet. */
static size_t
count_high(struct str text)
{
	size_t n = 0;
	for (size_t i = 0; i < text.len && n < LEAST_HIGH; i++)
		n += (text.ptr[i] & 0x80) != 0;
	return n;
}

/* uchardet's answer; it names Windows code pages and a few encodings that the web does not know. */
static const char *
ask_uchardet(struct str body)
{
	uchardet_t detector = uchardet_new();
	if (!detector)
		return NULL;
	const char *name = NULL;
	if (uchardet_handle_data(detector, body.ptr, body.len) == 0) {
		uchardet_data_end(detector);
		name = encoding_label_name(str_from(uchardet_get_charset(detector)));
	}
	uchardet_delete(detector);
	return name;
}

/* Markup begins with '<', so UTF-16 without a mark shows its zeros at once. */
static const char *
detect_utf16(struct str body)
{
	if (str_starts(body, STR("<\0")))
		return "UTF-16LE";
	return str_starts(body, STR("\0<")) ? "UTF-16BE" : NULL;
}

/* From the first byte outside ASCII: what a detector can learn from. */
static struct str
hint_of(struct str body)
{
	size_t ascii = utf8_ascii_len(body);
	return str_slice(body, ascii, ascii + HINT_BYTES);
}

const char *
encoding_detect(struct str body)
{
	const char *name = detect_utf16(body);
	if (name)
		return name;
	struct str hint = hint_of(body);
	if (hint.len == 0)
		return memchr(body.ptr ? body.ptr : "", 0x1b, body.len) ? ask_uchardet(body) : NULL;
	struct utf8_share share = encoding_utf8_share(body);
	if (encoding_is_utf8(share))
		return "UTF-8";
	name = encoding_detect_east_asian(body);
	if (name || count_high(hint) < LEAST_HIGH)
		return name;
	return ask_uchardet(hint);
}
