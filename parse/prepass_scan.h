/* SPDX-License-Identifier: MIT */
/* prepass_scan.h - where the tokens of HTML end (HTML Standard, 13.2.5, "Tokenization") */
#ifndef PARSE_PREPASS_SCAN_H
#define PARSE_PREPASS_SCAN_H

#include "lib/compiler.h"
#include "lib/str.h"

#define SCAN_MOST_ATTRIBUTES 48

struct scan_attribute {
	struct str name;  /* as written */
	struct str value; /* as written, without its quotes; absent when there is none */
	struct str whole; /* from the name to the closing quote */
};

struct scan_tag {
	struct str name; /* as written */
	size_t end;      /* the offset behind its '>' */
	bool closes_itself;
	bool odd; /* cannot be taken apart: names with quotes, too many attributes */
	size_t n;
	struct scan_attribute attributes[SCAN_MOST_ATTRIBUTES];
};

/*
 * Each takes an offset into `html` and gives the one that it describes.  None looks further than it
 * must, and none allocates.
 */

/* A start or end tag whose name begins at `at`.  False when the input ends before its '>'. */
NODISCARD bool scan_tag(struct str html, size_t at, struct scan_tag *tag);

/* Behind the comment whose text begins at `at`, or STR_NOT_FOUND when it never ends. */
size_t scan_comment(struct str html, size_t at);

/*
 * The "</name" that ends a raw text (title, style, xmp ...) or, in scan_script, a script that
 * begins at `at`; the escapes of scripts (<!-- <script> </script> -->) are followed.
 * STR_NOT_FOUND when there is none.
 */
size_t scan_raw_text(struct str html, size_t at, struct str name);
size_t scan_script(struct str html, size_t at);

/* Behind the next `mark`, or STR_NOT_FOUND. */
size_t scan_past(struct str html, size_t at, struct str mark);

#endif
