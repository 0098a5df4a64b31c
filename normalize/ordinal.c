/* SPDX-License-Identifier: MIT */
/* ordinal.c - the numbers that begin headings and items: 一、 （二） 3. ④ */
#include "normalize/ordinal.h"

#include "lib/ascii.h"
#include "lib/unicode.h"

static const struct str han_digits[10] = {
    {NULL, 0},
    STR_INIT("一"),
    STR_INIT("二"),
    STR_INIT("三"),
    STR_INIT("四"),
    STR_INIT("五"),
    STR_INIT("六"),
    STR_INIT("七"),
    STR_INIT("八"),
    STR_INIT("九"),
};

#define TEN          STR("十")
#define CIRCLE_FIRST 0x2460u /* ① */
#define CIRCLE_LAST  0x2473u /* ⑳ */

static int
read_han_digit(struct str *rest)
{
	for (int value = 1; value <= 9; value++) {
		if (!str_starts(*rest, han_digits[value]))
			continue;
		*rest = str_slice(*rest, han_digits[value].len, rest->len);
		return value;
	}
	return 0;
}

/* 一 to 九十九; 0 when the text begins with none. */
static int
read_han_number(struct str *rest)
{
	int tens = read_han_digit(rest);
	if (!str_starts(*rest, TEN))
		return tens;
	*rest = str_slice(*rest, TEN.len, rest->len);
	return (tens > 0 ? tens : 1) * 10 + read_han_digit(rest);
}

/* One or two digits. */
static int
read_number(struct str *rest)
{
	int value = 0;
	size_t n = 0;
	while (n < 3 && n < rest->len && ascii_is_digit(rest->ptr[n]))
		value = value * 10 + (rest->ptr[n++] - '0');
	if (n > 2)
		return 0;
	*rest = str_slice(*rest, n, rest->len);
	return value;
}

static bool
take(struct str *rest, struct str mark)
{
	if (!str_starts(*rest, mark))
		return false;
	*rest = str_slice(*rest, mark.len, rest->len);
	return true;
}

static bool
take_close(struct str *rest)
{
	return take(rest, STR(")")) || take(rest, STR("）"));
}

static bool
read_paren(struct str *rest, struct ordinal *out)
{
	out->kind = ORDINAL_HAN_PAREN;
	out->value = read_han_number(rest);
	if (out->value == 0) {
		out->kind = ORDINAL_DIGIT_PAREN;
		out->value = read_number(rest);
	}
	return out->value > 0 && take_close(rest);
}

/* After the number: "." not before a digit, "、" or ")". */
static bool
read_digit(struct str *rest, struct ordinal *out)
{
	out->kind = ORDINAL_DIGIT;
	out->value = read_number(rest);
	if (out->value == 0)
		return false;
	if (take(rest, STR("、")))
		return rest->len > 0 && !ascii_is_digit(rest->ptr[0]);
	if (take(rest, STR(".")) || take(rest, STR("．")))
		return rest->len > 0 && !ascii_is_digit(rest->ptr[0]) && rest->ptr[0] != '.';
	out->kind = ORDINAL_DIGIT_PAREN;
	return take_close(rest);
}

static bool
read_any(struct str *rest, struct ordinal *out)
{
	if (take(rest, STR("(")) || take(rest, STR("（")))
		return read_paren(rest, out);
	if (ascii_is_digit(rest->ptr[0]))
		return read_digit(rest, out);
	size_t at = 0;
	uint32_t c = unicode_next(*rest, &at);
	if (c >= CIRCLE_FIRST && c <= CIRCLE_LAST) {
		out->kind = ORDINAL_CIRCLE;
		out->value = (int)(c - CIRCLE_FIRST) + 1;
		*rest = str_slice(*rest, at, rest->len);
		return true;
	}
	out->kind = ORDINAL_HAN;
	out->value = read_han_number(rest);
	return out->value > 0 && take(rest, STR("、"));
}

bool
ordinal_read(struct str text, struct ordinal *out)
{
	struct str rest = text;
	struct ordinal ordinal;
	if (text.len == 0 || !read_any(&rest, &ordinal))
		return false;
	ordinal.len = text.len - rest.len;
	*out = ordinal;
	return true;
}
