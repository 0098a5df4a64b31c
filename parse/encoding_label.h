/* SPDX-License-Identifier: MIT */
/* encoding_label.h - the labels of the WHATWG Encoding Standard (section 4.2) */
#ifndef PARSE_ENCODING_LABEL_H
#define PARSE_ENCODING_LABEL_H

#include "lib/str.h"

/* The encoding's name (a constant) for a label in any case, white space around it ignored;
 * NULL for a label that is not in the standard. */
const char *encoding_label_name(struct str label);

#endif
