/* SPDX-License-Identifier: MIT */
/* export_folder.h - the articles out of the database as Markdown, a file each */
#ifndef STORE_EXPORT_FOLDER_H
#define STORE_EXPORT_FOLDER_H

#include "store/export.h"

#define EXPORT_NAME_MAX 128

/* The name of an article's file: host, the first 16 digits of the SHA-256 of its URL, ".md".  Only
 * small letters, digits, dots, hyphens and underscores; it never begins with a dot. */
const char *export_file_name(struct str url, char out[EXPORT_NAME_MAX]);

/*
 * Writes each article into a file of its own: front matter (YAML 1.2, whose values are the
 * record's as JSON), the text as CommonMark.  With `request->since` the folder has
 * tombstones.jsonl, too.  The folder is made as PATH.part and renamed; what stands at `path` may be
 * an empty folder at most.
 */
void export_folder(struct db *db, const struct export_request *request, const char *path,
    struct export_counts *counts);

#endif
