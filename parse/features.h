/* SPDX-License-Identifier: MIT */
/* features.h - what is known of each segment, as numbers for the learned weights */
#ifndef PARSE_FEATURES_H
#define PARSE_FEATURES_H

#include "parse/page.h"

/* id, meaning; the order is the model's. */
/* clang-format off */
#define FEATURES_TABLE(X) \
	X(ROUGH, "weight by the hand-made rules") \
	X(IN_ROUGH_BODY, "inside what those rules take for the body") \
	X(IN_MAIN, "inside the element with the most rough weight") \
	X(MAIN_SHARE, "that element's share of the page's units") \
	X(UNITS, "length: CJK characters and words") \
	X(SENTENCES, "sentence ends") \
	X(COMMAS, "commas") \
	X(LINK_DENSITY, "share of characters in links") \
	X(N_LINKS, "links") \
	X(BOLD, "share of characters in bold") \
	X(DIGITS, "share of digits") \
	X(CJK, "share of CJK characters") \
	X(CAPITALS, "share of words that begin with a capital") \
	X(ENDS_SENTENCE, "ends with a mark that ends a sentence or introduces") \
	X(SYMBOLS, "share of characters that are neither letters nor digits") \
	X(COPYRIGHT, "has a copyright sign or word") \
	X(HEADING, "level of the heading, 0 if none") \
	X(TAG_P, "a paragraph element") \
	X(TAG_LI, "a list item") \
	X(TAG_CELL, "a table cell") \
	X(TAG_DIV, "directly in a div, section or article") \
	X(CODE_OR_QUOTE, "preformatted, or quoted") \
	X(IN_LIST, "inside a list") \
	X(IN_TABLE, "inside a table") \
	X(IN_CAPTION, "inside a caption") \
	X(AFTER_BREAK, "stands after a br") \
	X(DEPTH, "depth in the tree") \
	X(POSITION, "share of the segments before it") \
	X(UNITS_BEFORE, "share of the page's units before it") \
	X(N_SEGMENTS, "segments of the page") \
	X(PAGE_UNITS, "units of the page") \
	X(FROM_TITLE, "segments after the title, negative before it") \
	X(TITLE_DISTANCE, "steps in the tree to the title") \
	X(LIKE_TITLE, "says what the title says") \
	X(IN_DESCRIPTION, "begins the page's description, or the reverse") \
	X(IN_STATED_BODY, "stands in the body that structured data states") \
	X(HAS_STATED_BODY, "structured data states a body") \
	X(IN_ARTICLE, "inside an article element") \
	X(N_ARTICLES, "article elements of the page") \
	X(IN_MAIN_TAG, "inside a main element") \
	X(IN_FORM, "inside a form") \
	X(H_CONTENT, "hint: content") \
	X(H_CONTENT_NEAR, "hint: content, on the block or its parent") \
	X(H_NAV, "hint: navigation") \
	X(H_HEADER, "hint: header") \
	X(H_FOOTER, "hint: footer") \
	X(H_SIDE, "hint: side") \
	X(H_COMMENT, "hint: comment") \
	X(H_RELATED, "hint: related") \
	X(H_AD, "hint: advertising") \
	X(H_SHARE, "hint: share") \
	X(H_POPUP, "hint: popup") \
	X(H_BYLINE, "hint: byline") \
	X(H_DATE, "hint: date") \
	X(H_META, "hint: meta") \
	X(H_TITLE, "hint: title") \
	X(H_CAPTION, "hint: caption") \
	X(H_TAGS, "hint: tags") \
	X(H_UNSEEN, "hint: unseen") \
	X(USED, "1: part of a teaser or card, 2: of one that stops in mid-sentence") \
	X(REPEATED, "the same text stands elsewhere on the page") \
	X(SIBLINGS, "segments in the parent of its block") \
	X(PARENT_UNITS, "units in the parent") \
	X(PARENT_LINKS, "link density of the parent") \
	X(PARENT_PROSE, "share of the parent's units in segments with sentences") \
	X(GRAND_UNITS, "units two elements up") \
	X(GRAND_LINKS, "link density two elements up") \
	X(GRAND_PROSE, "share of prose two elements up") \
	X(GREAT_SHARE, "share of the page's units four elements up") \
	X(GREAT_LINKS, "link density four elements up") \
	X(PREVIOUS_UNITS, "units of the segment before") \
	X(PREVIOUS_LINKS, "its link density") \
	X(PREVIOUS_ROUGH, "its rough weight") \
	X(PREVIOUS_DISTANCE, "steps in the tree to it") \
	X(NEXT_UNITS, "units of the segment after") \
	X(NEXT_LINKS, "its link density") \
	X(NEXT_ROUGH, "its rough weight") \
	X(NEXT_DISTANCE, "steps in the tree to it") \
	X(AROUND_ROUGH, "mean rough weight of five segments around") \
	X(FAR_ROUGH, "mean rough weight of fifteen segments around") \
	X(HIDDEN, "kept from view")
/* clang-format on */

enum feature {
#define X(id, meaning) FEATURE_##id,
	FEATURES_TABLE(X)
#undef X
	    FEATURE_N
};

/* FEATURE_N numbers for each segment, in order; in the page's arena.  Needs the title, the related
 * teasers and the cards to have been found. */
float *features_fill(const struct page *page);

#endif
