/* SPDX-License-Identifier: MIT */
/* option_value.h - the value of one option, read by its type */
#ifndef LIB_OPTION_VALUE_H
#define LIB_OPTION_VALUE_H

#include <stdbool.h>

#include "lib/compiler.h"
#include "lib/options.h"

/* Reads `text` (which must outlive the program's settings) into the option's value; false, with the
 * value as it was, when it is none of its type. */
NODISCARD bool option_value_set(const struct option_row *option, const char *text);

/* What the option takes, for messages. */
const char *option_value_words(const struct option_row *option);

#endif
