/* SPDX-License-Identifier: MIT */
/* export_folder.c - the articles out of the database as Markdown, a file each */
#define _GNU_SOURCE /* sync */
#include "store/export_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lib/ascii.h"
#include "lib/diag.h"
#include "lib/digest.h"
#include "lib/limits.h"
#include "store/markdown.h"
#include "store/members.h"

#define HOST_MAX    64
#define DIGITS_FROM 7 /* after "sha256:" */
#define N_DIGITS    16
#define TOMBSTONES  "tombstones.jsonl"

/* The front matter, unless --fields says what it has: all that is not the text itself. */
static const char *const usual[] = {"url", "fetched_url", "canonical_url", "page_kind", "title",
    "site_name", "language", "description", "keywords", "image", "authors", "date_published",
    "date_modified", "word_count", "flags", "content_digest", "fetched_at"};

struct folder {
	const struct export_request *request;
	const char *path;
	struct arena arena; /* of one article */
	struct buf text;
	struct sink tombstones;
};

static struct str
host_of(struct str url)
{
	size_t at = str_find(url, STR("://"));
	struct str rest = str_slice(url, at == STR_NOT_FOUND ? 0 : at + 3, url.len);
	return str_cut(&rest, '/');
}

const char *
export_file_name(struct str url, char out[EXPORT_NAME_MAX])
{
	char digits[DIGEST_LEN + 1];
	struct digest *digest = digest_new();
	struct str host = str_slice(host_of(url), 0, HOST_MAX);
	digest_add(digest, url);
	digest_free(digest, digits);
	for (size_t i = 0; i < host.len; i++) {
		char c = ascii_lower(host.ptr[i]);
		bool safe =
		    (c >= 'a' && c <= 'z') || ascii_is_digit(c) || c == '-' || (c == '.' && i > 0);
		out[i] = safe ? c : '_';
	}
	snprintf(
	    out + host.len, EXPORT_NAME_MAX - host.len, "-%.*s.md", N_DIGITS, digits + DIGITS_FROM);
	return out;
}

static bool
is_in_front(const struct folder *folder, struct str name)
{
	if (folder->request->fields.n > 0)
		return choice_has(&folder->request->fields, name);
	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
		if (str_eq(name, str_from(usual[i])))
			return true;
	return false;
}

static void
write_front(struct folder *folder, struct str line)
{
	struct str name, value;
	buf_add_text(&folder->text, "---\n");
	while (members_next(&line, &name, &value)) {
		if (!is_in_front(folder, name))
			continue;
		buf_add_str(&folder->text, name);
		buf_add_text(&folder->text, ": ");
		buf_add_str(&folder->text, value);
		buf_add_char(&folder->text, '\n');
	}
	buf_add_text(&folder->text, "---\n\n");
}

static void
write_file(struct folder *folder, const char *name)
{
	struct io_out out;
	char path[DURABLE_PATH_MAX];
	durable_path(path, folder->path, name, NULL);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0)
		diag_die("cannot write '%s': %s", path, strerror(errno));
	io_out_fd(&out, fd, path);
	io_out_add(&out, buf_str(&folder->text));
	io_out_close(&out);
}

static void
write_article(struct folder *folder, const struct item *item)
{
	struct record record;
	struct str why;
	char name[EXPORT_NAME_MAX];
	arena_reset(&folder->arena);
	buf_reset(&folder->text);
	if (!record_read(&folder->arena, item->line, &record, &why))
		diag_die("the record of '%.*s' cannot be read: %.*s", STR_ARGS(item->url),
		    STR_ARGS(why));
	write_front(folder, item->line);
	markdown_write_body(&folder->text, &record);
	if (folder->text.full)
		diag_die("the article '%.*s' is too long", STR_ARGS(item->url));
	write_file(folder, export_file_name(item->url, name));
}

static void
write_items(struct db *db, struct folder *folder, struct export_counts *counts)
{
	struct items items;
	struct item item;
	items_open(&items, db, &folder->request->selection, folder->request->since);
	while (items_next(&items, &item)) {
		export_count(counts, &item);
		if (item.is_tombstone) {
			sink_add(&folder->tombstones, item.line);
			sink_add(&folder->tombstones, STR("\n"));
			sink_commit(&folder->tombstones);
		} else {
			write_article(folder, &item);
		}
	}
	items_close(&items);
}

void
export_folder(struct db *db, const struct export_request *request, const char *path,
    struct export_counts *counts)
{
	char part[DURABLE_PATH_MAX], tombstones[DURABLE_PATH_MAX];
	struct folder folder = {.request = request, .path = part};
	if (rmdir(path) != 0 && errno != ENOENT)
		diag_die("cannot write the folder '%s': %s", path, strerror(errno));
	durable_path(part, NULL, path, ".part");
	int held = durable_open_part_folder(part);
	arena_init(&folder.arena, LIMIT_RECORD_BYTES);
	buf_init(&folder.text, LIMIT_RECORD_BYTES);
	if (request->since > 0) {
		durable_path(tombstones, part, TOMBSTONES, NULL);
		sink_open(&folder.tombstones, tombstones, false);
	}
	write_items(db, &folder, counts);
	if (request->since > 0)
		sink_close(&folder.tombstones);
	sync(); /* one wait for all the files */
	durable_rename(part, path);
	close(held);
	buf_clear(&folder.text);
	arena_clear(&folder.arena);
}
