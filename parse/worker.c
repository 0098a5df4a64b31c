/* SPDX-License-Identifier: MIT */
/* worker.c - one process that parses pages, so that a page that breaks the parser breaks only it */
#include "parse/worker.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/diag.h"
#include "lib/limits.h"
#include "lib/mem.h"
#include "lib/stage.h"

#define EXIT_OVER_MEMORY 97

/* What goes before a document's texts, in this order: url to body.  Both ends are one program. */
enum { PART_VISIT, PART_TYPE, PART_ROBOTS, PART_CHARSET, PART_BODY, N_PARTS };
struct job_head {
	size_t lengths[N_PARTS];
	int64_t now;
	bool keep_noindex;
};
struct result_head {
	size_t length;
	enum outcome_class class;
};

static bool
write_all(int fd, const void *ptr, size_t len)
{
	const char *at = ptr;
	while (len > 0) {
		ssize_t n = write(fd, at, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		at += n;
		len -= (size_t)n;
	}
	return true;
}

static bool
read_all(int fd, void *ptr, size_t len)
{
	char *at = ptr;
	while (len > 0) {
		ssize_t n = read(fd, at, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		at += n;
		len -= (size_t)n;
	}
	return true;
}

/* ---- in the worker ---- */

static void
over_memory(void)
{
	_exit(EXIT_OVER_MEMORY);
}

static bool
read_part(int fd, struct arena *arena, size_t len, struct str *out)
{
	char *text = arena_alloc(arena, len + 1);
	*out = (struct str){len > 0 ? text : NULL, len};
	return read_all(fd, text, len);
}

static bool
read_job(int fd, struct arena *arena, struct document *document, struct record *record)
{
	struct job_head head;
	struct str parts[N_PARTS], why;
	if (!read_all(fd, &head, sizeof head))
		return false;
	for (int i = 0; i < N_PARTS; i++)
		if (!read_part(fd, arena, head.lengths[i], &parts[i]))
			return false;
	*document = (struct document){.body = parts[PART_BODY],
	    .content_type = parts[PART_TYPE],
	    .robots_tag = parts[PART_ROBOTS],
	    .charset = parts[PART_CHARSET],
	    .keep_noindex = head.keep_noindex,
	    .now = head.now};
	return record_read(arena, parts[PART_VISIT], record, &why);
}

static bool
write_result(int fd, const struct record *record)
{
	struct buf line;
	struct record instead;
	buf_init(&line, LIMIT_LINE_BYTES);
	if (!record_write(record, &line)) {
		record_set_outcome(&instead, record->visit.url, "parse", "too-large",
		    STR("the record is longer than a line may be"));
		record = &instead;
		buf_reset(&line);
		if (!record_write(record, &line))
			mem_refused();
	}
	struct result_head head = {.length = line.len, .class = stage_class_of(record)};
	bool worked = write_all(fd, &head, sizeof head) && write_all(fd, line.ptr, line.len);
	buf_clear(&line);
	return worked;
}

NORETURN static void
work(int fd, const struct overrules *overrules)
{
	struct arena arena;
	struct document document;
	struct record record;
	arena_init(&arena, LIMIT_PARSE_BYTES);
	arena.over = over_memory;
	while (read_job(fd, &arena, &document, &record)) {
		document.overrules = overrules; /* our memory since the fork */
		document_parse(&arena, &document, &record);
		if (!write_result(fd, &record))
			break;
		arena_reset(&arena);
	}
	_exit(0);
}

/* ---- in the parent ---- */

void
worker_start(
    struct worker *worker, const struct overrules *overrules, const int *others, int n_others)
{
	int ends[2];
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
		diag_die("cannot make a socket: %s", strerror(errno));
	worker->pid = fork();
	if (worker->pid < 0)
		diag_die("cannot start a worker: %s", strerror(errno));
	if (worker->pid == 0) {
		/* The parent decides when work ends; its signals are not for us. */
		struct sigaction ignore = {.sa_handler = SIG_IGN};
		sigaction(SIGINT, &ignore, NULL);
		sigaction(SIGTERM, &ignore, NULL);
		for (int i = 0; i < n_others; i++)
			close(others[i]);
		close(ends[0]);
		work(ends[1], overrules);
	}
	close(ends[1]);
	worker->fd = ends[0];
}

static void
add_part(struct job_head *head, struct str *parts, int part, struct str text)
{
	head->lengths[part] = text.len;
	parts[part] = text;
}

bool
worker_send(struct worker *worker, const struct document *document, const struct record *record)
{
	struct job_head head = {.now = document->now, .keep_noindex = document->keep_noindex};
	struct str parts[N_PARTS];
	struct buf visit;
	struct record only = {.kind = RECORD_ARTICLE, .visit = record->visit};
	buf_init(&visit, LIMIT_LINE_BYTES);
	bool worked = record_write(&only, &visit);
	add_part(&head, parts, PART_VISIT, buf_str(&visit));
	add_part(&head, parts, PART_TYPE, document->content_type);
	add_part(&head, parts, PART_ROBOTS, document->robots_tag);
	add_part(&head, parts, PART_CHARSET, document->charset);
	add_part(&head, parts, PART_BODY, document->body);
	worked = worked && write_all(worker->fd, &head, sizeof head);
	for (int i = 0; i < N_PARTS && worked; i++)
		worked = write_all(worker->fd, parts[i].ptr, parts[i].len);
	buf_clear(&visit);
	return worked;
}

bool
worker_receive(struct worker *worker, struct worker_result *result)
{
	struct result_head head;
	if (!read_all(worker->fd, &head, sizeof head) || !buf_reserve(&result->line, head.length) ||
	    !read_all(worker->fd, result->line.ptr, head.length))
		return false;
	result->line.len = head.length;
	result->class = head.class;
	return true;
}

const char *
worker_stop(struct worker *worker, struct buf *detail)
{
	int status = 0;
	kill(worker->pid, SIGKILL); /* no harm where it has ended already */
	close(worker->fd);
	while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
		continue;
	worker->fd = -1;
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_OVER_MEMORY) {
		buf_addf(detail, "needs more than %u MiB", LIMIT_PARSE_BYTES >> 20);
		return "parse-memory";
	}
	if (WIFSIGNALED(status))
		buf_addf(detail, "the worker ended by signal %d", WTERMSIG(status));
	else
		buf_addf(detail, "the worker ended with status %d", WEXITSTATUS(status));
	return "parse-crash";
}
