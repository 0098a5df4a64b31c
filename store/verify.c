/* SPDX-License-Identifier: MIT */
/* verify.c - a published export, checked as a careful consumer would */
#include "store/verify.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lib/diag.h"
#include "lib/gzip.h"
#include "lib/io.h"
#include "lib/limits.h"
#include "store/content.h"
#include "store/file_digest.h"
#include "store/publication.h"

#define PIECE_BYTES 65536u

struct verifier {
	const char *folder;
	struct arena arenas[2]; /* of the export at hand, and of the one that follows it */
	struct arena *arena;    /* one of these */
	struct str name;        /* of the export at hand */
	struct manifest manifest;
	struct str hash; /* of its manifest */
};

PRINTF(2, 3)
static bool
wrong(const struct verifier *v, const char *format, ...)
{
	char why[1024];
	va_list args;
	va_start(args, format);
	vsnprintf(why, sizeof why, format, args);
	va_end(args);
	diag_error("'%s%s%.*s': %s", v->folder, v->name.len > 0 ? "/" : "", STR_ARGS(v->name), why);
	return false;
}

static void
path_of(const struct verifier *v, char out[DURABLE_PATH_MAX], struct str file)
{
	char name[DURABLE_PATH_MAX];
	snprintf(name, sizeof name, "%.*s/%.*s", STR_ARGS(v->name), STR_ARGS(file));
	durable_path(out, v->folder, name, NULL);
}

/* ---- files and sums ---- */

static bool
check_file(const struct verifier *v, const struct manifest_file *file)
{
	char path[DURABLE_PATH_MAX], hash[DIGEST_LEN + 1];
	int64_t bytes;
	if (str_find_char(file->path, '/') != STR_NOT_FOUND)
		return wrong(v, "its manifest leads out of it");
	path_of(v, path, file->path);
	if (!file_digest(path, hash, &bytes))
		return wrong(v, "%.*s: %s", STR_ARGS(file->path), strerror(errno));
	if (bytes != file->bytes)
		return wrong(v, "%.*s has %" PRId64 " bytes, not %" PRId64, STR_ARGS(file->path),
		    bytes, file->bytes);
	if (!str_eq(str_from(hash), file->hash))
		return wrong(v, "%.*s is not the file that was published", STR_ARGS(file->path));
	return true;
}

/* SHA256SUMS says the same as the manifest, and has the manifest itself. */
static bool
check_sums(struct verifier *v)
{
	char path[DURABLE_PATH_MAX];
	struct buf text, wanted;
	const char *why = "it does not say what the manifest says";
	const struct manifest_file files[] = {
	    v->manifest.articles, {STR(MANIFEST_FILE), v->hash, 0}, v->manifest.schema_file};
	path_of(v, path, STR(MANIFEST_SUMS));
	buf_init(&text, LIMIT_CONFIG_BYTES);
	buf_init(&wanted, LIMIT_CONFIG_BYTES);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct str hash = files[i].hash;
		str_cut(&hash, ':');
		buf_addf(&wanted, "%.*s  %.*s\n", STR_ARGS(hash), STR_ARGS(files[i].path));
	}
	bool same = io_read_file(path, LIMIT_CONFIG_BYTES, &text, &why) &&
		    str_eq(buf_str(&text), buf_str(&wanted));
	buf_clear(&text);
	buf_clear(&wanted);
	return same || wrong(v, MANIFEST_SUMS ": %s", why);
}

static bool
is_listed(const struct verifier *v, struct str name)
{
	return str_eq(name, STR(".")) || str_eq(name, STR("..")) ||
	       str_eq(name, STR(MANIFEST_FILE)) || str_eq(name, STR(MANIFEST_SUMS)) ||
	       str_eq(name, v->manifest.articles.path) ||
	       str_eq(name, v->manifest.schema_file.path);
}

static bool
check_folder(const struct verifier *v)
{
	char path[DURABLE_PATH_MAX];
	const struct dirent *entry;
	bool good = true;
	path_of(v, path, STR(""));
	DIR *entries = opendir(path);
	if (!entries)
		return wrong(v, "%s", strerror(errno));
	while (good && (entry = readdir(entries)) != NULL)
		if (!is_listed(v, str_from(entry->d_name)))
			good = wrong(v, "%s does not belong to it", entry->d_name);
	closedir(entries);
	return good;
}

/* ---- the articles ---- */

/* False when the member is damaged or not whole. */
static bool
unpack(struct io_in *in, struct content *content)
{
	struct gzip_in *gzip = gzip_in_new(GZIP_MEMBER);
	struct buf piece;
	enum gzip_result result = GZIP_MORE;
	buf_init(&piece, PIECE_BYTES);
	while (result == GZIP_MORE) {
		size_t used;
		struct str bytes = io_in_peek(in, 1);
		buf_reset(&piece);
		result = gzip_in_add(gzip, bytes, &used, &piece, PIECE_BYTES);
		io_in_take(in, used);
		content_take(content, buf_str(&piece));
		if (bytes.len == 0 && piece.len == 0)
			break;
	}
	bool whole = result == GZIP_END && io_in_peek(in, 1).len == 0;
	buf_clear(&piece);
	gzip_in_free(gzip);
	return whole;
}

static bool
read_content(struct verifier *v, struct content *content)
{
	char path[DURABLE_PATH_MAX];
	struct io_in in;
	bool good = true;
	path_of(v, path, v->manifest.articles.path);
	if (!io_in_open(&in, path))
		return wrong(v, "%.*s: %s", STR_ARGS(v->manifest.articles.path), strerror(errno));
	if (v->manifest.gzip) {
		good = unpack(&in, content) || wrong(v, "the articles cannot be unpacked");
	} else {
		for (;;) {
			struct str piece = io_in_peek(&in, 1);
			if (piece.len == 0)
				break;
			content_take(content, piece);
			io_in_take(&in, piece.len);
		}
	}
	io_in_close(&in);
	content_end(content);
	return good;
}

/* Tables do not say everything: what they leave out is not compared. */
static bool
are_counts(const struct content *content, const struct export_counts *said)
{
	const struct export_counts *are = &content->counts;
	bool same = are->n_articles == said->n_articles && are->n_tombstones == said->n_tombstones;
	for (int i = 0; i < EXPORT_N_KINDS && !content->lacks_kinds; i++)
		same = same && are->of_kind[i] == said->of_kind[i];
	for (int i = 0; i < TOMBSTONE_N_CAUSES && content->format == EXPORT_JSONL; i++)
		same = same && are->of_cause[i] == said->of_cause[i];
	return same;
}

static bool
check_articles(struct verifier *v)
{
	struct content content;
	content_open(&content, v->manifest.format, v->manifest.has_since);
	bool good = read_content(v, &content);
	if (good && content.fault.ptr)
		good = wrong(v, "line %" PRId64 " of the articles: %.*s", content.n_lines,
		    STR_ARGS(content.fault));
	if (good && !are_counts(&content, &v->manifest.counts))
		good = wrong(v,
		    "it has %" PRId64 " articles and %" PRId64
		    " tombstones, and not the counts of its manifest",
		    content.counts.n_articles, content.counts.n_tombstones);
	content_close(&content);
	return good;
}

/* ---- one export, and the chain ---- */

static bool
check_export(struct verifier *v)
{
	const char *why;
	struct manifest *m = &v->manifest;
	if (!publication_manifest(v->arena, v->folder, v->name, m, &v->hash, &why))
		return wrong(v, MANIFEST_FILE ": %s", why);
	if (m->schema != RECORD_SCHEMA)
		return wrong(v, "it has schema %" PRId64 "; this version knows %d", m->schema,
		    RECORD_SCHEMA);
	if (!str_eq(m->name, v->name))
		return wrong(v, "its manifest is the one of '%.*s'", STR_ARGS(m->name));
	if (m->has_since && cursor_misfit(&m->since, &m->until))
		return wrong(v, "its cursors do not fit together");
	return check_sums(v) && check_file(v, &m->articles) && check_file(v, &m->schema_file) &&
	       check_folder(v) && check_articles(v);
}

/* Whether `before`, just checked, is what the export `after` follows. */
static bool
check_link(const struct verifier *before, const struct manifest *after)
{
	const struct manifest *m = &before->manifest;
	char then[CURSOR_LEN + 1], since[CURSOR_LEN + 1];
	if (!str_eq(before->hash, after->previous_hash))
		return wrong(before, "its manifest is not the one that '%.*s' follows",
		    STR_ARGS(after->name));
	if (m->is_held)
		return wrong(before, "it was held, but '%.*s' follows it", STR_ARGS(after->name));
	if (!str_eq(m->request, after->request))
		return wrong(before, "'%.*s' has another request", STR_ARGS(after->name));
	if (strcmp(cursor_print(&m->until, then), cursor_print(&after->since, since)) != 0)
		return wrong(before, "'%.*s' does not go on where it ended", STR_ARGS(after->name));
	return true;
}

static bool
is_there(const struct verifier *v, struct str name)
{
	char path[DURABLE_PATH_MAX];
	DIR *entries;
	durable_path(path, v->folder, name.ptr, NULL);
	entries = opendir(path);
	if (entries)
		closedir(entries);
	return entries;
}

static bool
check_chain(struct verifier *v, int64_t *n)
{
	if (!check_export(v))
		return false;
	if (v->manifest.is_held)
		return wrong(v, "LATEST leads to it, but it was held");
	for (*n = 1; v->manifest.has_since; ++*n) {
		struct manifest after = v->manifest;
		if (!publication_is_name(after.previous))
			return wrong(v, "it follows no export");
		v->name = after.previous;
		v->arena = &v->arenas[v->arena == &v->arenas[0]];
		arena_reset(v->arena);
		if (!is_there(v, v->name)) {
			diag_note("'%s/%.*s' was removed: what came before is not checked",
			    v->folder, STR_ARGS(v->name));
			return true;
		}
		if (!check_export(v) || !check_link(v, &after))
			return false;
	}
	return true;
}

/* The one export in a folder of its own: "a/b/000001-full" is that name in "a/b". */
static bool
check_alone(struct verifier *v, const char *path)
{
	struct str whole = str_from(path);
	while (whole.len > 1 && whole.ptr[whole.len - 1] == '/')
		whole.len--;
	const char *text = arena_text(v->arena, whole);
	const char *slash = strrchr(text, '/');
	v->name = str_from(slash ? slash + 1 : text);
	v->folder = slash ? arena_text(v->arena, str_slice(whole, 0, (size_t)(slash - text))) : ".";
	return check_export(v);
}

bool
verify_folder(const char *folder)
{
	struct verifier v = {.folder = folder};
	int64_t n = 1;
	for (size_t i = 0; i < 2; i++)
		arena_init(&v.arenas[i], LIMIT_RECORD_BYTES);
	v.arena = &v.arenas[0];
	v.name = publication_latest(v.arena, folder);
	bool good;
	if (!v.name.ptr)
		good = check_alone(&v, folder);
	else if (v.name.len == 0)
		good = wrong(&v, MANIFEST_LATEST " names no export");
	else
		good = check_chain(&v, &n);
	if (good)
		diag_note("%" PRId64 " exports are as they were published", n);
	for (size_t i = 0; i < 2; i++)
		arena_clear(&v.arenas[i]);
	return good;
}
