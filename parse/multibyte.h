/* SPDX-License-Identifier: MIT */
/* multibyte.h - where the characters of the East Asian encodings begin and end */
#ifndef PARSE_MULTIBYTE_H
#define PARSE_MULTIBYTE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/str.h"

/*
 * The shape of the character at the start of non-empty text, by the structure of its encoding alone
 * (Encoding Standard, sections 10 to 13): `whole` when it is one, `len` its bytes.  Otherwise `len`
 * is what the standard's decoder takes as one error, at least 1: a trail byte that is ASCII stays.
 */
struct shape {
	size_t len;
	bool whole;
};

typedef struct shape multibyte_shape(struct str text);

multibyte_shape multibyte_gb18030, multibyte_big5, multibyte_euc_kr, multibyte_shift_jis,
    multibyte_euc_jp;

#endif
