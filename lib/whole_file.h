/* SPDX-License-Identifier: MIT */
/* whole_file.h - files that are replaced as a whole: a reader never sees half of one */
#ifndef LIB_WHOLE_FILE_H
#define LIB_WHOLE_FILE_H

#include <stdbool.h>

#include "lib/compiler.h"
#include "lib/str.h"

/* Writes a file beside `path` and renames it. False (errno says why) leaves the old one as it was.
 */
NODISCARD bool whole_file_replace(const char *path, struct str bytes);

#endif
