/* SPDX-License-Identifier: MIT */
/* site_fetch.c - pages of a site by way of winnow-fetch, politely and within its rules */
#include "parse/site_fetch.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/companion.h"
#include "lib/diag.h"
#include "lib/note.h"
#include "lib/warc_read.h"
#include "parse/coding.h"
#include "parse/http.h"

#define FETCH      "winnow-fetch"
#define LIST_BYTES 60000 /* of all URLs: a pipe holds them, so that nobody waits for the other */
#define MOST_WORDS 8     /* of the command line */

struct child {
	pid_t pid;
	int in, out; /* of ours: what it reads, what it writes */
};

static void
fill_words(struct arena *arena, const struct site_fetch *how, char **words)
{
	const char *list[MOST_WORDS] = {
	    companion_path(arena, companion_folder(arena), FETCH), "--quiet", "--min-success", "0"};
	size_t n = 4;
	if (how->allow_private)
		list[n++] = "--allow-private";
	if (how->delay) {
		list[n++] = "--delay";
		list[n++] = how->delay;
	}
	for (size_t i = 0; i < n; i++) /* exec wants char *, and does not change them */
		words[i] = (char *)arena_text(arena, str_from(list[i]));
	words[n] = NULL;
}

static void
start(struct child *child, char *const *words)
{
	int in[2], out[2];
	if (pipe(in) != 0 || pipe(out) != 0)
		diag_die("cannot start '%s': %s", words[0], strerror(errno));
	child->pid = fork();
	if (child->pid < 0)
		diag_die("cannot start '%s': %s", words[0], strerror(errno));
	if (child->pid == 0) {
		if (dup2(in[0], STDIN_FILENO) >= 0 && dup2(out[1], STDOUT_FILENO) >= 0) {
			close(in[0]);
			close(in[1]);
			close(out[0]);
			close(out[1]);
			execvp(words[0], words);
		}
		diag_error("cannot start '%s': %s", words[0], strerror(errno));
		_exit(EXIT_WORLD);
	}
	close(in[0]);
	close(out[1]);
	child->in = in[1];
	child->out = out[0];
}

static void
hand_urls(const struct child *child, char *const *urls, size_t n)
{
	struct buf list;
	struct io_out out;
	buf_init(&list, LIST_BYTES);
	for (size_t i = 0; i < n; i++) {
		buf_add_text(&list, urls[i]);
		buf_add_char(&list, '\n');
	}
	if (list.full)
		diag_usage("the URLs are too long");
	io_out_fd(&out, child->in, FETCH);
	io_out_add(&out, buf_str(&list));
	io_out_close(&out);
	buf_clear(&list);
}

static void
take_response(struct site_pages *pages, struct arena *arena, const struct warc_header *header,
    struct str block)
{
	struct http_response response;
	struct coding coding;
	const char *why = NULL;
	http_read(arena, block, &response);
	if (response.status >= 300 && response.status < 400)
		return; /* where it leads to comes, too */
	if (response.status < 200 || response.status >= 300)
		why = arena_printf(arena, "status %d", response.status).ptr;
	else if (coding_undo(arena, &response, &coding) != CODING_OK)
		why = coding.why.ptr;
	else if (!site_pages_add(pages, header->target_uri, header->target_uri, coding.body,
		     http_header(&response, STR("content-type")), &why))
		why = why ? why : "no page";
	if (why)
		diag_warn("no use of '%.*s': %s", STR_ARGS(header->target_uri), why);
}

static void
take_note(struct arena *arena, const struct warc_header *header, struct str block)
{
	enum note_kind kind;
	struct record record;
	if (note_read(arena, block, &kind, &record) && kind == NOTE_OUTCOME)
		diag_warn("no use of '%.*s': %.*s %.*s", STR_ARGS(header->target_uri),
		    STR_ARGS(record.outcome.outcome), STR_ARGS(record.outcome.detail));
}

static void
take_all(struct site_pages *pages, int fd)
{
	struct arena arena;
	struct warc_in warc;
	struct warc_header header;
	struct str block, why;
	enum warc_result result;
	arena_init(&arena, pages->arena->limit);
	warc_in_fd(&warc, fd, FETCH);
	while ((result = warc_next(&warc, &arena, &header, &block, &why)) != WARC_END) {
		if (result != WARC_RECORD)
			diag_warn("%s: %.*s", FETCH, STR_ARGS(why));
		else if (header.type == WARC_RESPONSE)
			take_response(pages, &arena, &header, block);
		else if (header.type == WARC_METADATA)
			take_note(&arena, &header, block);
		arena_reset(&arena);
	}
	warc_in_close(&warc);
	arena_clear(&arena);
}

void
site_fetch_pages(
    struct site_pages *pages, const struct site_fetch *how, char *const *urls, size_t n)
{
	char *words[MOST_WORDS];
	struct child child;
	int status;
	fill_words(pages->arena, how, words);
	start(&child, words);
	hand_urls(&child, urls, n);
	take_all(pages, child.out);
	while (waitpid(child.pid, &status, 0) < 0 && errno == EINTR)
		;
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		diag_warn("%s did not end as it should", FETCH);
}
