/* SPDX-License-Identifier: MIT */
/* publish.c - an export with its schema, manifest and sums in a folder, and LATEST moved to it */
#include "store/publish.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/diag.h"
#include "lib/timestamp.h"
#include "store/file_digest.h"
#include "store/guard.h"
#include "store/publication.h"
#include "store/record_schema.h"

struct publisher {
	const struct publish_request *request;
	struct arena *arena;
	struct manifest *manifest;
	struct manifest latest; /* the export before; its name is absent when there is none */
	char part[DURABLE_PATH_MAX];
};

/* The lock is held until the program ends. */
static void
lock_folder(const char *folder)
{
	char path[DURABLE_PATH_MAX];
	durable_make_folder(folder);
	durable_path(path, folder, ".lock", NULL);
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (fd < 0)
		diag_die("cannot write '%s': %s", path, strerror(errno));
	if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		diag_error("someone else publishes in '%s'; try again", folder);
		exit(EXIT_LOCKED);
	}
}

static void
read_latest(struct publisher *p)
{
	const char *why = "no export has this name", *folder = p->request->folder;
	struct str name = publication_latest(p->arena, folder);
	if (!name.ptr)
		return;
	if (name.len == 0 || !publication_manifest(p->arena, folder, name, &p->latest,
				 &p->manifest->previous_hash, &why))
		diag_die("'%s/" MANIFEST_LATEST "' leads nowhere: %s", folder, why);
	p->manifest->previous = name;
	if (!str_eq(p->latest.request, p->manifest->request))
		diag_die("'%s' has exports of another request (%.*s); take another folder", folder,
		    STR_ARGS(p->latest.request));
	if (p->latest.schema != RECORD_SCHEMA)
		diag_die("'%s' has exports of schema %" PRId64 "; take another folder", folder,
		    p->latest.schema);
	const char *misfit = cursor_misfit(&p->latest.until, &p->manifest->until);
	if (misfit)
		diag_die("the export before in '%s' is %s; take another folder", folder, misfit);
}

static void
name_export(struct publisher *p)
{
	struct manifest *m = p->manifest;
	m->has_since = p->request->since_latest && m->previous.ptr;
	m->since = p->latest.until;
	m->name = arena_printf(p->arena, "%06" PRId64 "-%s",
	    publication_greatest(p->request->folder) + 1, manifest_kind(m->has_since));
	durable_path(p->part, p->request->folder, m->name.ptr, ".part");
	if (mkdir(p->part, 0777) != 0)
		diag_die("cannot make '%s': %s", p->part, strerror(errno));
}

static struct manifest_file
file_of(struct publisher *p, const char *name)
{
	char path[DURABLE_PATH_MAX], hash[DIGEST_LEN + 1];
	struct manifest_file file = {.path = str_from(name)};
	durable_path(path, p->part, name, NULL);
	if (!file_digest(path, hash, &file.bytes))
		diag_die("cannot read '%s': %s", path, strerror(errno));
	file.hash = arena_copy(p->arena, str_from(hash));
	return file;
}

static void
write_text(const char *folder, const char *name, const struct buf *text)
{
	char path[DURABLE_PATH_MAX];
	struct sink sink;
	durable_path(path, folder, name, NULL);
	if (text->full)
		diag_die("cannot write '%s': too large", path);
	sink_open(&sink, path, false);
	sink_add(&sink, buf_str(text));
	sink_close(&sink);
}

/* The lines, and the numbers of the sites: all out of one state of the database. */
static void
write_articles(struct publisher *p, struct db *db)
{
	struct manifest *m = p->manifest;
	char path[DURABLE_PATH_MAX];
	struct sink sink;
	struct export_request request = p->request->export;
	struct str name = manifest_articles_file(p->arena, request.format, request.gzip);
	request.since = m->has_since ? m->since.change : 0;
	durable_path(path, p->part, name.ptr, NULL);
	sink_open(&sink, path, request.gzip);
	export_write(db, &request, &sink, &m->counts);
	site_state_count(db, &request.selection, p->latest.until.change, p->arena, &m->sites);
	sink_close(&sink);
	m->articles = file_of(p, name.ptr);
}

/* Asks the last published exports, back to one that the operator let out himself. */
static void
ask_guard(struct publisher *p)
{
	struct manifest runs[GUARD_RUNS] = {p->latest}, *m = p->manifest;
	const struct site_states *states[GUARD_RUNS];
	struct str hash;
	const char *why;
	size_t n = m->previous.ptr ? 1 : 0;
	while (n > 0 && n < GUARD_RUNS && !runs[n - 1].is_accepted &&
	       publication_is_name(runs[n - 1].previous) &&
	       publication_manifest(
		   p->arena, p->request->folder, runs[n - 1].previous, &runs[n], &hash, &why))
		n++;
	for (size_t i = 0; i < n; i++)
		states[i] = &runs[i].sites;
	guard_judge(p->arena, &m->sites, states, n, &m->reasons);
	m->is_accepted = m->reasons.n > 0 && p->request->accepts;
	m->is_held = m->reasons.n > 0 && !p->request->accepts;
}

static void
write_schema(struct publisher *p, struct buf *text)
{
	buf_reset(text);
	record_schema_write(&p->request->export, text);
	write_text(p->part, MANIFEST_SCHEMA, text);
	p->manifest->schema_file = file_of(p, MANIFEST_SCHEMA);
}

static void
write_manifest(struct publisher *p, struct buf *text)
{
	buf_reset(text);
	manifest_write(p->manifest, text);
	write_text(p->part, MANIFEST_FILE, text);
}

/* As sha256sum(1) writes and checks them. */
static void
write_sums(struct publisher *p, struct buf *text)
{
	const struct manifest_file files[] = {
	    p->manifest->articles, file_of(p, MANIFEST_FILE), p->manifest->schema_file};
	buf_reset(text);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct str hash = files[i].hash;
		str_cut(&hash, ':');
		buf_addf(text, "%.*s  %.*s\n", STR_ARGS(hash), STR_ARGS(files[i].path));
	}
	write_text(p->part, MANIFEST_SUMS, text);
}

static void
put_in_place(struct publisher *p, struct buf *text)
{
	char path[DURABLE_PATH_MAX];
	const char *folder = p->request->folder;
	durable_path(path, folder, p->manifest->name.ptr, NULL);
	durable_rename(p->part, path);
	if (p->manifest->is_held)
		return;
	buf_reset(text);
	buf_addf(text, "%.*s\n", STR_ARGS(p->manifest->name));
	write_text(folder, MANIFEST_LATEST, text);
}

void
publish_export(struct db *db, const struct publish_request *request, struct arena *arena,
    struct manifest *manifest)
{
	struct publisher p = {.request = request, .arena = arena, .manifest = manifest};
	struct buf text;
	lock_folder(request->folder);
	publication_tidy(request->folder);
	*manifest = (struct manifest){.schema = RECORD_SCHEMA,
	    .created = timestamp_str(arena, timestamp_now()),
	    .format = request->export.format,
	    .gzip = request->export.gzip,
	    .request = manifest_request(arena, &request->export)};
	db_exec(db, "BEGIN"); /* one state of the database for all that is read */
	cursor_of(db, &manifest->until);
	read_latest(&p);
	name_export(&p);
	write_articles(&p, db);
	db_exec(db, "COMMIT");
	ask_guard(&p);
	buf_init(&text, MANIFEST_MOST);
	write_schema(&p, &text);
	write_manifest(&p, &text);
	write_sums(&p, &text);
	put_in_place(&p, &text);
	buf_clear(&text);
}
