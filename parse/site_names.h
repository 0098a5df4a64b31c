/* SPDX-License-Identifier: MIT */
/* site_names.h - which ids and class names a selector may lean on */
#ifndef PARSE_SITE_NAMES_H
#define PARSE_SITE_NAMES_H

#include "lib/str.h"

/*
 * A name that people gave is likely to be there tomorrow; one that a build tool made, or that
 * counts something, is not.
 */
enum site_name {
	SITE_NAME_MADE,  /* hashes, digits, states: not to be used */
	SITE_NAME_LOOKS, /* says how an element looks or where it stands, not what it is */
	SITE_NAME_GIVEN
};

enum site_name site_name_judge(struct str name);

#endif
