/* SPDX-License-Identifier: MIT */
/* runner.c - run a chain or one program to its end, and tell what went wrong */
#include "crawl/runner.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/diag.h"

/* A file without a name. */
static int
open_scratch(const struct runner *runner, struct arena *arena)
{
	struct str name = arena_printf(arena, "%s.crawl-XXXXXX", runner->db);
	char *path = arena_alloc(arena, name.len + 1);
	memcpy(path, name.ptr, name.len);
	int fd = mkstemp(path);
	if (fd < 0) {
		diag_error("cannot write '%s': %s", path, strerror(errno));
		return -1;
	}
	unlink(path);
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	return fd;
}

static int
open_null(void)
{
	int fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (fd < 0)
		diag_error("cannot open '/dev/null': %s", strerror(errno));
	return fd;
}

static bool
run(struct runner *runner, struct arena *arena, struct chain *chain, int in, int out)
{
	if (!chain_start(chain, in, out)) {
		runner->loss = arena_printf(
		    arena, "cannot start '%s': %s", chain->links[0].argv[0], strerror(errno));
		diag_error("%.*s", STR_ARGS(runner->loss));
		return false;
	}
	int number = chain_wait(chain, runner->deadline);
	if (number)
		runner->signal = number;
	runner->loss = chain_loss(chain, arena, runner->signal != 0);
	runner->killed = runner->loss.ptr && chain_was_killed(chain);
	if (runner->loss.ptr)
		diag_error("%.*s", STR_ARGS(runner->loss));
	return !runner->loss.ptr;
}

bool
runner_chain(struct runner *runner, struct arena *arena, struct chain *chain, int in)
{
	int out = open_null();
	if (out < 0)
		return false;
	bool whole = run(runner, arena, chain, in, out);
	close(out);
	return whole;
}

int
runner_alone(struct runner *runner, struct arena *arena, char *const *argv)
{
	struct chain chain = {.n = 0};
	int null = open_null();
	int out = null < 0 ? -1 : open_scratch(runner, arena);
	bool ran = false;
	chain_add(&chain, argv);
	if (out >= 0)
		ran = run(runner, arena, &chain, null, out) && lseek(out, 0, SEEK_SET) == 0;
	if (null >= 0)
		close(null);
	if (out >= 0 && !ran)
		close(out);
	return ran ? out : -1;
}

bool
runner_task(struct runner *runner, struct arena *arena, char *const *argv, int in, int *status)
{
	struct chain chain = {.n = 0};
	int null = open_null();
	if (null < 0)
		return false;
	chain_add(&chain, argv);
	bool ran = run(runner, arena, &chain, in >= 0 ? in : null, null);
	*status = ran ? WEXITSTATUS(chain.links[0].status) : EXIT_WORLD;
	close(null);
	return ran;
}

int
runner_text(const struct runner *runner, struct arena *arena, struct str text)
{
	int fd = open_scratch(runner, arena);
	while (fd >= 0 && text.len > 0) {
		ssize_t n = write(fd, text.ptr, text.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			diag_error("cannot write beside '%s': %s", runner->db, strerror(errno));
			close(fd);
			return -1;
		}
		text = str_slice(text, (size_t)n, text.len);
	}
	if (fd >= 0)
		lseek(fd, 0, SEEK_SET);
	return fd;
}
