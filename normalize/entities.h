/* SPDX-License-Identifier: MIT */
/* entities.h - character references that were escaped twice and are still in the text */
#ifndef NORMALIZE_ENTITIES_H
#define NORMALIZE_ENTITIES_H

#include <stddef.h>

/*
 * Replaces the references that are left in text[0, len) in place, also those that come to be by
 * that (&amp;nbsp;), and returns the new length.  Only common names and numbers with their
 * semicolon count; "AT&T", "&copy" and "a&b;" stay.
 */
size_t entities_decode(char *text, size_t len);

#endif
