/* SPDX-License-Identifier: MIT */
/* date_scan.h - what the readers of dates and times take off the front of a text */
#ifndef PARSE_DATE_SCAN_H
#define PARSE_DATE_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/str.h"

/* Digits are ASCII's or full width (２０２４).  What does not fit leaves *text as it was. */

void date_scan_advance(struct str *text, size_t len);

/* `what` itself. */
bool date_scan(struct str *text, struct str what);

/* White space of any kind: ASCII's, U+00A0, U+2002 to U+200B, U+202F, U+3000; true if any. */
bool date_scan_blanks(struct str *text);

/* All the digits there, when they are from `least` to `most` many (at most nine). */
bool date_scan_number(struct str *text, int least, int most, int *out);

/* Exactly `n` digits (at most nine), whatever follows. */
bool date_scan_digits(struct str *text, int n, int *out);

/* The value of the digit at the start and its length; -1 for none. */
int date_scan_digit(struct str text, size_t *len);

#endif
