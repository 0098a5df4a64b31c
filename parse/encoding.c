/* SPDX-License-Identifier: MIT */
/* encoding.c - which encoding a page's bytes are in (HTML standard, 13.2.3.2)
 *
 * The order is the standard's: a byte order mark, the operator, HTTP, the page.  A declaration of
 * the last two is held against the bytes, for servers name one encoding for all they have, and
 * pages are converted without their meta element.
 */
#include "parse/encoding.h"

#include <stdbool.h>
#include <string.h>

#include "parse/encoding_declared.h"
#include "parse/encoding_detect.h"
#include "parse/encoding_label.h"
#include "parse/utf8.h"

/*
 * Bytes of valid UTF-8, with next to nothing broken, that overrule another declaration.  Two
 * Chinese characters of GBK can be UTF-8 by chance, four hardly; of accents, two letters.
 */
#define UTF8_PROVES_MULTIBYTE   12
#define UTF8_PROVES_SINGLE_BYTE 4
#define UTF8_BROKEN_ALLOWED     50 /* one broken place in so many bytes: a cut text */

/* A declared East Asian encoding stands when this many of a thousand characters are frequent. */
#define FREQUENT_ENOUGH 60

/* Fewer characters than these of a declared East Asian encoding prove nothing against it. */
#define PROOF_CHARACTERS 20

static const struct {
	struct str bytes;
	const char *name;
} MARKS[] = {
    {STR_INIT("\xef\xbb\xbf"), "UTF-8"},
    {STR_INIT("\xfe\xff"), "UTF-16BE"},
    {STR_INIT("\xff\xfe"), "UTF-16LE"},
};

static const char *
of_mark(struct str body)
{
	for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
		if (str_starts(body, MARKS[i].bytes))
			return MARKS[i].name;
	}
	return NULL;
}

static bool
is_one_of(const char *name, const char *const *names)
{
	for (; *names; names++) {
		if (strcmp(name, *names) == 0)
			return true;
	}
	return false;
}

static bool
is_multibyte(const char *name)
{
	static const char *const NAMES[] = {
	    "GBK", "gb18030", "Big5", "EUC-JP", "Shift_JIS", "EUC-KR", NULL};
	return is_one_of(name, NAMES);
}

/* Of these the bytes outside ASCII say nothing that could be weighed. */
static bool
is_beyond_doubt(const char *name)
{
	static const char *const NAMES[] = {
	    "UTF-16LE", "UTF-16BE", "ISO-2022-JP", "replacement", "x-user-defined", NULL};
	return is_one_of(name, NAMES);
}

/* Declared UTF-8, and a good part of it is broken. */
static const char *
overrule_utf8(struct str body)
{
	struct utf8_share share = encoding_utf8_share(body);
	if (encoding_is_utf8(share))
		return NULL;
	const char *detected = encoding_detect_east_asian(body);
	if (detected || share.n_broken <= share.n_high)
		return detected;
	/* A letter or a quotation mark here and there was windows-1252. */
	detected = encoding_detect(body);
	return detected ? detected : "windows-1252";
}

static const char *
overrule_legacy(struct str body, const char *declared)
{
	struct utf8_share share = encoding_utf8_share(body);
	size_t proof = is_multibyte(declared) ? UTF8_PROVES_MULTIBYTE : UTF8_PROVES_SINGLE_BYTE;
	if (share.n_high >= proof && share.n_broken * UTF8_BROKEN_ALLOWED <= share.n_high)
		return "UTF-8";
	size_t n;
	if (encoding_frequent(body, declared, &n) >= FREQUENT_ENOUGH ||
	    (is_multibyte(declared) && n < PROOF_CHARACTERS))
		return NULL;
	const char *detected = encoding_detect_east_asian(body);
	if (!detected || strcmp(detected, declared) == 0 ||
	    (strcmp(detected, "GBK") == 0 && strcmp(declared, "gb18030") == 0))
		return NULL;
	return detected;
}

/* What the bytes prove instead of the declared encoding, or NULL when it may stand. */
static const char *
overrule(struct str body, const char *declared)
{
	if (is_beyond_doubt(declared) || utf8_ascii_len(body) == body.len)
		return NULL;
	if (strcmp(declared, "UTF-8") == 0)
		return utf8_valid_len(body) == body.len ? NULL : overrule_utf8(body);
	return overrule_legacy(body, declared);
}

void
encoding_sniff(
    struct str body, struct str content_type, struct str override, struct encoding_choice *out)
{
	const char *name = of_mark(body);
	if (name) {
		*out = (struct encoding_choice){name, "bom"};
		return;
	}
	name = encoding_label_name(override);
	if (name) {
		*out = (struct encoding_choice){name, "override"};
		return;
	}
	const char *source = "http";
	name = encoding_of_content_type(content_type);
	if (!name) {
		source = "meta";
		name = encoding_of_markup(body);
	}
	if (name) {
		const char *proven = overrule(body, name);
		*out = proven ? (struct encoding_choice){proven, "contradicted"}
			      : (struct encoding_choice){name, source};
		return;
	}
	name = encoding_detect(body);
	*out = name ? (struct encoding_choice){name, "detected"}
		    : (struct encoding_choice){"windows-1252", "default"};
}
