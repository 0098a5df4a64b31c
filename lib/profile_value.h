/* SPDX-License-Identifier: MIT */
/* profile_value.h - the values of a site profile that are more than text */
#ifndef LIB_PROFILE_VALUE_H
#define LIB_PROFILE_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/compiler.h"
#include "lib/str.h"

/* Each gives false, with its results as they were, when the text is none. */

/* Seconds, 0 to a day: "2.5". */
NODISCARD bool profile_read_seconds(struct str text, double *seconds);
/* The shortest and the longest of two intervals in seconds: "6h 30d". */
NODISCARD bool profile_read_intervals(struct str text, int64_t *shortest, int64_t *longest);
/* "Name: value" with a token (RFC 9110 section 5.1) for a name. */
bool profile_is_header(struct str text);
/* "example.org", "*.example.org", "127.0.0.1", "[::1]", as URLs carry them but for their case. */
bool profile_is_host(struct str text);

#endif
