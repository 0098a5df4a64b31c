/* SPDX-License-Identifier: MIT */
/* csv.h - rows of text as RFC 4180 has them, with a comma or a tab between the fields */
#ifndef STORE_CSV_H
#define STORE_CSV_H

#include <stdbool.h>

#include "lib/buf.h"

#define CSV_BOM "\xef\xbb\xbf"

/* Appends one field; it is quoted when it must be, and a quote inside is doubled. */
void csv_write_field(struct buf *out, struct str text, char delimiter);

/* Whether a spreadsheet would take the text for a formula; such a text is made safe by a single
 * quote before it (OWASP, "CSV Injection"). */
bool csv_is_formula(struct str text);

/* Appends the end of a row. */
void csv_end_row(struct buf *out);

#endif
