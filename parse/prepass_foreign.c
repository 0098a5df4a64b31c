/* SPDX-License-Identifier: MIT */
/* prepass_foreign.c - following svg and math through plain markup, until they surely end */
#include "parse/prepass_foreign.h"

/* Elements that follow the rules for foreign content wherever they stand in it. */
static const struct str plain[] = {STR_INIT("path"), STR_INIT("g"), STR_INIT("use"),
    STR_INIT("circle"), STR_INIT("rect"), STR_INIT("line"), STR_INIT("polygon"),
    STR_INIT("polyline"), STR_INIT("ellipse"), STR_INIT("defs"), STR_INIT("symbol"),
    STR_INIT("text"), STR_INIT("tspan"), STR_INIT("lineargradient"), STR_INIT("radialgradient"),
    STR_INIT("stop"), STR_INIT("clippath"), STR_INIT("mask"), STR_INIT("pattern"),
    STR_INIT("image"), STR_INIT("marker"), STR_INIT("animate"), STR_INIT("animatetransform"),
    STR_INIT("style"), STR_INIT("filter"), STR_INIT("fegaussianblur"), STR_INIT("feoffset"),
    STR_INIT("feblend"), STR_INIT("feflood"), STR_INIT("fecolormatrix"), STR_INIT("fecomposite"),
    STR_INIT("metadata"), STR_INIT("mrow"), STR_INIT("msub"), STR_INIT("msup"), STR_INIT("msubsup"),
    STR_INIT("mfrac"), STR_INIT("msqrt"), STR_INIT("mroot"), STR_INIT("mstyle"), STR_INIT("mtable"),
    STR_INIT("mtr"), STR_INIT("mtd"), STR_INIT("munder"), STR_INIT("mover"), STR_INIT("munderover"),
    STR_INIT("mspace"), STR_INIT("mpadded"), STR_INIT("mphantom"), STR_INIT("menclose"),
    STR_INIT("semantics"), STR_INIT("annotation")};

/* Elements in which start tags follow HTML's rules (13.2.6, "integration points"). */
static const struct str borders[] = {STR_INIT("title"), STR_INIT("desc"), STR_INIT("mi"),
    STR_INIT("mo"), STR_INIT("mn"), STR_INIT("ms"), STR_INIT("mtext")};

static bool
is_in(const struct str *table, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq_nocase(table[i], name))
			return true;
	return false;
}

bool
prepass_foreign_is_border(const struct prepass_foreign *foreign)
{
	return foreign->n > 0 &&
	       is_in(borders, sizeof borders / sizeof *borders, foreign->names[foreign->n - 1]);
}

bool
prepass_foreign_start(struct prepass_foreign *foreign, const struct scan_tag *tag)
{
	bool root = foreign->n == 0 || str_eq_nocase(foreign->names[0], tag->name);
	if (prepass_foreign_is_border(foreign) ||
	    (!root && !is_in(plain, sizeof plain / sizeof *plain, tag->name) &&
		!is_in(borders, sizeof borders / sizeof *borders, tag->name)))
		return false;
	if (tag->closes_itself)
		return true;
	if (foreign->n == PREPASS_FOREIGN_DEPTH)
		return false;
	foreign->names[foreign->n++] = tag->name;
	return true;
}

/* Closes the innermost element of this name and all inside of it. */
bool
prepass_foreign_end(struct prepass_foreign *foreign, const struct scan_tag *tag)
{
	for (size_t i = foreign->n; i > 0; i--) {
		if (str_eq_nocase(foreign->names[i - 1], tag->name)) {
			foreign->n = i - 1;
			return true;
		}
	}
	return false;
}
