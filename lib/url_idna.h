/* SPDX-License-Identifier: MIT */
/* url_idna.h - international domain names in ASCII (UTS 46, non-transitional) */
#ifndef LIB_URL_IDNA_H
#define LIB_URL_IDNA_H

#include <stdbool.h>

#include "lib/buf.h"
#include "lib/compiler.h"
#include "lib/str.h"

/*
 * Appends the standard's "domain to ASCII", not strict.  A domain in ASCII is only put into lower
 * case: what its labels stand for was settled when they were registered.  The result may still
 * hold characters that no host may have.  False when UTS 46 or libidn2 refuses the domain.
 */
NODISCARD bool url_idna_to_ascii(struct buf *out, struct str domain);

#endif
