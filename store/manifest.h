/* SPDX-License-Identifier: MIT */
/* manifest.h - what a published export says of itself: a Data Package descriptor (datapackage.org)
 */
#ifndef STORE_MANIFEST_H
#define STORE_MANIFEST_H

#include "store/cursor.h"
#include "store/export.h"
#include "store/site_state.h"

#define MANIFEST_FILE     "manifest.json"
#define MANIFEST_SCHEMA   "schema.json"
#define MANIFEST_SUMS     "SHA256SUMS"
#define MANIFEST_LATEST   "LATEST"
#define MANIFEST_MOST     (64u << 20) /* bytes: 100,000 sites have less */
#define MANIFEST_NAME_MAX 32          /* "000012-changes" */

struct manifest_file {
	struct str path; /* in the export's folder */
	struct str hash; /* "sha256:..." */
	int64_t bytes;
};

struct manifest {
	int64_t schema;  /* version of the records */
	struct str name; /* of the export: its folder's */
	struct str created;
	bool has_since; /* changes, not all */
	struct cursor since, until;
	struct str request; /* format, selection and fields, as JSON */
	enum export_format format;
	bool gzip;
	struct export_counts counts;
	struct manifest_file articles, schema_file;
	bool is_held, is_accepted; /* the guard had reasons; the operator let it go out */
	struct str_list reasons;
	struct str previous, previous_hash; /* name of the export before, and of its manifest */
	struct site_states sites;
};

/* Appends the descriptor as JSON. */
void manifest_write(const struct manifest *manifest, struct buf *out);

/* Reads a descriptor of ours; texts are the arena's.  False with a reason (a constant) in *why. */
NODISCARD bool
manifest_read(struct arena *arena, struct str text, struct manifest *manifest, const char **why);

/* What was asked for as one JSON object, from the arena: exports of the same request fit together.
 */
struct str manifest_request(struct arena *arena, const struct export_request *request);

/* The word in names and manifests: "full" or "changes". */
const char *manifest_kind(bool has_since);

/* The name of the file with the articles ("articles.jsonl.gz"), from the arena. */
struct str manifest_articles_file(struct arena *arena, enum export_format format, bool gzip);

#endif
