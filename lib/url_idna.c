/* SPDX-License-Identifier: MIT */
/* url_idna.c - international domain names in ASCII (UTS 46, non-transitional) */
#include "lib/url_idna.h"

#include <idn2.h>

#include "lib/ascii.h"
#include "lib/mem.h"

/*
 * libidn2 knows UTS 46 in the Unicode version of its tables, and adds rules of IDNA 2008 that
 * browsers do not: no symbols such as U+2603, no "--" in third place, no hyphen at either end, no
 * label over 63 characters.  It enforces the first in its non-transitional mode alone, so where
 * both modes must agree, the other one gives the answer.  Hosts that break one of the other rules
 * are refused: the DNS or its registries refuse them as well.
 */

#define SHARP_S         STR("\xc3\x9f")
#define CAPITAL_SHARP_S STR("\xe1\xba\x9e")

/* What the transitional and the non-transitional processing of UTS 46 treat differently. */
static const struct str deviations[] = {
    STR_INIT("\xc3\x9f"),     /* U+00DF sharp s */
    STR_INIT("\xcf\x82"),     /* U+03C2 final sigma */
    STR_INIT("\xe2\x80\x8c"), /* U+200C zero width non-joiner */
    STR_INIT("\xe2\x80\x8d"), /* U+200D zero width joiner */
};

static bool
is_ascii(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] > 0x7f)
			return false;
	return true;
}

static bool
has_deviation(struct str domain)
{
	for (size_t i = 0; i < sizeof deviations / sizeof deviations[0]; i++)
		if (str_find(domain, deviations[i]) != STR_NOT_FOUND)
			return true;
	return false;
}

/* Since Unicode 15.1 the capital sharp s (U+1E9E) means the small one; libidn2's tables still make
 * two letters of it, and so another host. */
static void
add_small_sharp_s(struct buf *out, struct str domain)
{
	for (;;) {
		size_t at = str_find(domain, CAPITAL_SHARP_S);
		buf_add_str(out, str_slice(domain, 0, at));
		if (at == STR_NOT_FOUND)
			return;
		buf_add_str(out, SHARP_S);
		domain = str_slice(domain, at + CAPITAL_SHARP_S.len, domain.len);
	}
}

/* Of a domain that is UTF-8 and more than ASCII, in a buffer, so that a NUL follows. */
static bool
add_processed(struct buf *out, const struct buf *domain)
{
	const uint8_t *utf8 = (const uint8_t *)domain->ptr;
	uint8_t *ascii = NULL;
	int status = idn2_lookup_u8(utf8, &ascii, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
	if (status == IDN2_DISALLOWED && !has_deviation(buf_str(domain)))
		status = idn2_lookup_u8(utf8, &ascii, IDN2_NFC_INPUT | IDN2_TRANSITIONAL);
	if (status == IDN2_MALLOC)
		mem_refused();
	if (status == IDN2_OK)
		buf_add_text(out, (const char *)ascii);
	idn2_free(ascii);
	return status == IDN2_OK;
}

bool
url_idna_to_ascii(struct buf *out, struct str domain)
{
	if (is_ascii(domain)) {
		for (size_t i = 0; i < domain.len; i++)
			buf_add_char(out, ascii_lower(domain.ptr[i]));
		return true;
	}
	if (str_find_char(domain, '\0') != STR_NOT_FOUND)
		return false;
	struct buf text;
	buf_init(&text, domain.len);
	add_small_sharp_s(&text, domain);
	bool ok = add_processed(out, &text);
	buf_clear(&text);
	return ok;
}
