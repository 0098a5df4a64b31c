/* SPDX-License-Identifier: MIT */
/* tag.h - the HTML elements that extraction knows, and how each takes part in the text */
#ifndef PARSE_TAG_H
#define PARSE_TAG_H

#include "lib/str.h"

/* How an element takes part in the text of a page (HTML Standard, section 15, "Rendering"). */
enum tag_role {
	TAG_INLINE, /* within a line: adds neither space nor break; all unknown elements too */
	TAG_BLOCK,  /* begins and ends a line */
	TAG_BREAK,  /* br */
	TAG_VOID,   /* shows something that is no text: img, hr, input */
	TAG_SILENT  /* its text is never shown: script, style, template */
};

/* id, name, role */
/* clang-format off */
#define TAG_TABLE(X) \
	X(A, "a", TAG_INLINE) X(ABBR, "abbr", TAG_INLINE) X(ADDRESS, "address", TAG_BLOCK) \
	X(ARTICLE, "article", TAG_BLOCK) X(ASIDE, "aside", TAG_BLOCK) \
	X(AUDIO, "audio", TAG_SILENT) X(B, "b", TAG_INLINE) X(BASE, "base", TAG_VOID) \
	X(BLOCKQUOTE, "blockquote", TAG_BLOCK) X(BODY, "body", TAG_BLOCK) \
	X(BR, "br", TAG_BREAK) X(BUTTON, "button", TAG_INLINE) X(CANVAS, "canvas", TAG_SILENT) \
	X(CAPTION, "caption", TAG_BLOCK) X(CENTER, "center", TAG_BLOCK) \
	X(CITE, "cite", TAG_INLINE) X(CODE, "code", TAG_INLINE) X(COL, "col", TAG_VOID) \
	X(DD, "dd", TAG_BLOCK) X(DEL, "del", TAG_INLINE) X(DETAILS, "details", TAG_BLOCK) \
	X(DIALOG, "dialog", TAG_BLOCK) X(DIV, "div", TAG_BLOCK) X(DL, "dl", TAG_BLOCK) \
	X(DT, "dt", TAG_BLOCK) X(EM, "em", TAG_INLINE) X(EMBED, "embed", TAG_VOID) \
	X(FIELDSET, "fieldset", TAG_BLOCK) X(FIGCAPTION, "figcaption", TAG_BLOCK) \
	X(FIGURE, "figure", TAG_BLOCK) X(FONT, "font", TAG_INLINE) \
	X(FOOTER, "footer", TAG_BLOCK) X(FORM, "form", TAG_BLOCK) \
	X(FRAMESET, "frameset", TAG_SILENT) X(H1, "h1", TAG_BLOCK) X(H2, "h2", TAG_BLOCK) \
	X(H3, "h3", TAG_BLOCK) X(H4, "h4", TAG_BLOCK) X(H5, "h5", TAG_BLOCK) \
	X(H6, "h6", TAG_BLOCK) X(HEAD, "head", TAG_SILENT) X(HEADER, "header", TAG_BLOCK) \
	X(HGROUP, "hgroup", TAG_BLOCK) X(HR, "hr", TAG_BLOCK) X(HTML, "html", TAG_BLOCK) \
	X(I, "i", TAG_INLINE) X(IFRAME, "iframe", TAG_SILENT) X(IMG, "img", TAG_VOID) \
	X(INPUT, "input", TAG_VOID) X(INS, "ins", TAG_INLINE) X(KBD, "kbd", TAG_INLINE) \
	X(LABEL, "label", TAG_INLINE) X(LEGEND, "legend", TAG_BLOCK) X(LI, "li", TAG_BLOCK) \
	X(LINK, "link", TAG_VOID) X(MAIN, "main", TAG_BLOCK) X(MARK, "mark", TAG_INLINE) \
	X(MATH, "math", TAG_SILENT) X(MENU, "menu", TAG_BLOCK) X(META, "meta", TAG_VOID) \
	X(NAV, "nav", TAG_BLOCK) X(NOSCRIPT, "noscript", TAG_BLOCK) \
	X(OBJECT, "object", TAG_SILENT) X(OL, "ol", TAG_BLOCK) X(OPTION, "option", TAG_SILENT) \
	X(P, "p", TAG_BLOCK) X(PICTURE, "picture", TAG_INLINE) X(PRE, "pre", TAG_BLOCK) \
	X(Q, "q", TAG_INLINE) X(RP, "rp", TAG_SILENT) X(RT, "rt", TAG_SILENT) \
	X(RUBY, "ruby", TAG_INLINE) X(S, "s", TAG_INLINE) X(SCRIPT, "script", TAG_SILENT) \
	X(SECTION, "section", TAG_BLOCK) X(SELECT, "select", TAG_SILENT) \
	X(SMALL, "small", TAG_INLINE) X(SOURCE, "source", TAG_VOID) X(SPAN, "span", TAG_INLINE) \
	X(STRONG, "strong", TAG_INLINE) X(STYLE, "style", TAG_SILENT) X(SUB, "sub", TAG_INLINE) \
	X(SUMMARY, "summary", TAG_BLOCK) X(SUP, "sup", TAG_INLINE) X(SVG, "svg", TAG_SILENT) \
	X(TABLE, "table", TAG_BLOCK) X(TBODY, "tbody", TAG_BLOCK) X(TD, "td", TAG_BLOCK) \
	X(TEMPLATE, "template", TAG_SILENT) X(TEXTAREA, "textarea", TAG_SILENT) \
	X(TFOOT, "tfoot", TAG_BLOCK) X(TH, "th", TAG_BLOCK) X(THEAD, "thead", TAG_BLOCK) \
	X(TIME, "time", TAG_INLINE) X(TITLE, "title", TAG_SILENT) X(TR, "tr", TAG_BLOCK) \
	X(U, "u", TAG_INLINE) X(UL, "ul", TAG_BLOCK) X(VAR, "var", TAG_INLINE) \
	X(VIDEO, "video", TAG_SILENT) X(WBR, "wbr", TAG_VOID)
/* clang-format on */

enum tag {
	TAG_NONE, /* no element: text */
#define X(id, name, role) TAG_##id,
	TAG_TABLE(X)
#undef X
	    TAG_OTHER, /* any other element; inline */
	TAG_N
};

enum tag_role tag_role(enum tag tag);
struct str tag_name(enum tag tag);   /* "" for TAG_NONE and TAG_OTHER */
enum tag tag_find(struct str name);  /* lower-case name; TAG_OTHER when unknown */
int tag_heading_level(enum tag tag); /* 1 to 6 for h1 to h6, else 0 */

#endif
