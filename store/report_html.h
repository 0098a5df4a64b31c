/* SPDX-License-Identifier: MIT */
/* report_html.h - writing HTML: our own markup as it is, texts of others so that they are harmless
 */
#ifndef STORE_REPORT_HTML_H
#define STORE_REPORT_HTML_H

#include <stdint.h>

#include "lib/io.h"
#include "store/report_words.h"

struct html {
	struct io_out *out;
	enum language language; /* of our own words */
};

/* Our own markup, as it is. */
void html_add(struct html *html, const char *markup);
PRINTF(2, 3) void html_addf(struct html *html, const char *format, ...);

/* Text of others, for an element or a quoted attribute: markup is escaped; controls, bidirectional
 * marks and other characters that nobody sees are shown by number, as [U+202E]; bytes that are no
 * UTF-8 become U+FFFD. */
void html_text(struct html *html, struct str text);

/* The same as an element of its own direction and language (what is no tag is undetermined);
 * nothing for an empty text.  Of a long one the first REPORT_CHARACTERS, and "…". */
void html_foreign(struct html *html, struct str text, struct str language);

/* The same as a link, if the URL is one of http or https. */
void html_link(struct html *html, struct str url, struct str text, struct str language);

/* A word of ours, and a number with its thousands apart. */
void html_word(struct html *html, enum word word);
void html_count(struct html *html, int64_t n);
/* Hundredths as a number with a point: 1234 is 12.34, then 12.3 and 1,234 as it grows. */
void html_hundredths(struct html *html, int64_t n);

/* "<section>" with its heading and the sentence that says what is counted; "</section>". */
void html_section(struct html *html, const char *id, enum word title, enum word note);
void html_section_end(struct html *html);

#endif
