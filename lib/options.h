/* SPDX-License-Identifier: MIT */
/* options.h - the command line: one table a program, which also prints usage and --help */
#ifndef LIB_OPTIONS_H
#define LIB_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/arena.h"

enum option_type {
	OPTION_FLAG,    /* bool */
	OPTION_TEXT,    /* const char * */
	OPTION_TEXTS,   /* struct option_texts: may be given again */
	OPTION_COUNT,   /* long, 0 or more; K, M and G multiply by 1,024 and its powers */
	OPTION_SECONDS, /* double, 0 or more; s, m, h and d multiply */
	OPTION_PERCENT, /* double, 0 to 100 */
	OPTION_TIME,    /* char[TIMESTAMP_LEN + 1]: RFC 3339 in UTC; "" when not given */
	OPTION_PATH     /* const char *: a file or folder; in a file of options seen from there */
};

/* The list is the caller's: options_clear releases it; the texts are argv's. */
struct option_texts {
	const char **items;
	size_t n;
};
void options_clear(struct option_texts *texts);

struct option_row {
	char letter;          /* 0: long only */
	const char *name;     /* without its dashes */
	const char *argument; /* "SECONDS" for --help; NULL for a flag */
	const char *help;
	enum option_type type;
	void *value; /* of the type above; holds the default before, the value after */
};

/* What every stage understands, but for what `without` leaves out. */
enum { OPTIONS_NO_SITES = 1, OPTIONS_NO_MIN_SUCCESS = 2 };
struct options_common {
	unsigned without;   /* for programs that read no profile, or judge no pages */
	const char *sites;  /* folder of site profiles, or NULL */
	double min_success; /* percent; negative: at least one page */
	bool quiet, verbose;
	const char *log; /* "text" or "json" */
};

/*
 * Reads the command line by `table` (n rows) and, unless `common` is NULL, the common options;
 * applies --quiet, --verbose and --log; prints --help and --version and exits 0; ends with status 2
 * and one clear line on anything wrong.  Gives the index of the first argument that is no option:
 * argv is permuted, so those come last.  `synopsis` is what follows the program's name.
 */
int options_read(int argc, char **argv, const char *synopsis, const char *purpose,
    const struct option_row *table, size_t n, struct options_common *common);

/*
 * Reads the section of an INI file (lib/ini.h) whose keys are the long names of the same options:
 * flags take yes or no, paths are seen from the file's folder.  Other sections are others'.  The
 * values live in `arena`.  Ends with status 2 and one line that names file and line on anything
 * wrong.  For what the command line shall overrule, read it again after the file.
 */
void options_read_file(struct arena *arena, const char *path, const char *section,
    const struct option_row *table, size_t n, struct options_common *common);

#endif
