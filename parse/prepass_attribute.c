/* SPDX-License-Identifier: MIT */
/* prepass_attribute.c - which attributes of a page somebody reads */
#include "parse/prepass_attribute.h"

#include "lib/ascii.h"

/* Names in lower case; one that ends with '*' stands for all that begin so. */
static const struct str dropped[] = {STR_INIT("data-*"), STR_INIT("on*"), STR_INIT("aria-*"),
    STR_INIT("js*"), STR_INIT("ng-*"), STR_INIT("_ng*"), STR_INIT("v-*"), STR_INIT("srcset"),
    STR_INIT("sizes"), STR_INIT("imagesrcset"), STR_INIT("imagesizes"), STR_INIT("integrity"),
    STR_INIT("crossorigin"), STR_INIT("nonce"), STR_INIT("target"), STR_INIT("ping"),
    STR_INIT("tabindex"), STR_INIT("accesskey"), STR_INIT("loading"), STR_INIT("decoding"),
    STR_INIT("fetchpriority"), STR_INIT("referrerpolicy"), STR_INIT("autocomplete"),
    STR_INIT("placeholder"), STR_INIT("maxlength"), STR_INIT("sandbox"), STR_INIT("allow"),
    STR_INIT("allowfullscreen"), STR_INIT("frameborder"), STR_INIT("scrolling")};

/* Exceptions from the patterns above; image.c reads all but the first. */
static const struct str kept[] = {STR_INIT("aria-hidden"), STR_INIT("data-original"),
    STR_INIT("data-src"), STR_INIT("data-lazy-src"), STR_INIT("data-lazysrc"),
    STR_INIT("data-actualsrc"), STR_INIT("data-url"), STR_INIT("data-lazy")};

/* Scripts are told apart by these; where they are loaded from is nobody's concern. */
static const struct str kept_of_script[] = {STR_INIT("type"), STR_INIT("id")};

static const struct str kept_of_foreign[] = {STR_INIT("class"), STR_INIT("id")};

#define N_ROWS(table) (sizeof(table) / sizeof *(table))

static bool
matches(struct str pattern, struct str name)
{
	if (ascii_lower(name.ptr[0]) != pattern.ptr[0])
		return false;
	if (pattern.ptr[pattern.len - 1] == '*')
		return str_starts_nocase(name, str_slice(pattern, 0, pattern.len - 1));
	return str_eq_nocase(name, pattern);
}

static bool
is_in(const struct str *table, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (matches(table[i], name))
			return true;
	return false;
}

/* A style is read for what it hides.  With a reference in it, it could say anything. */
static bool
may_hide(struct str style)
{
	return str_find_nocase(style, STR("display")) != STR_NOT_FOUND ||
	       str_find_nocase(style, STR("visibility")) != STR_NOT_FOUND ||
	       str_find_char(style, '&') != STR_NOT_FOUND;
}

static bool
is_read(const struct scan_attribute *attribute)
{
	if (str_eq_nocase(attribute->name, STR("style")))
		return may_hide(attribute->value);
	return !is_in(dropped, N_ROWS(dropped), attribute->name) ||
	       is_in(kept, N_ROWS(kept), attribute->name);
}

bool
prepass_keeps_attribute(const struct scan_tag *tag, size_t i, bool foreign)
{
	struct str name = tag->attributes[i].name;
	if (foreign)
		return is_in(kept_of_foreign, N_ROWS(kept_of_foreign), name);
	if (str_eq_nocase(tag->name, STR("script")))
		return is_in(kept_of_script, N_ROWS(kept_of_script), name);
	return is_read(&tag->attributes[i]);
}
