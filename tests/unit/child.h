/* SPDX-License-Identifier: MIT */
/* child.h - what a program's end looks like: a child runs, and its status and messages are kept */
#ifndef TESTS_UNIT_CHILD_H
#define TESTS_UNIT_CHILD_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHILD_TEXT_BYTES 16384

struct child {
	int status; /* of its exit; 128+n after a signal */
	char out[CHILD_TEXT_BYTES], err[CHILD_TEXT_BYTES];
};

static void
child_read(FILE *file, char *out)
{
	rewind(file);
	out[fread(out, 1, CHILD_TEXT_BYTES - 1, file)] = '\0';
	fclose(file);
}

/* Runs `body` in a child, which exits with what it gives, unless it ended before. */
static void
child_run(struct child *child, int (*body)(void *state), void *state)
{
	int status = 0;
	FILE *out = tmpfile(), *err = tmpfile();
	if (!out || !err)
		abort();
	fflush(NULL);
	pid_t pid = fork();
	if (pid == 0) {
		alarm(30); /* who waits for ever is ended */
		dup2(fileno(out), STDOUT_FILENO);
		dup2(fileno(err), STDERR_FILENO);
		exit(body(state));
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		abort();
	child->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	child_read(out, child->out);
	child_read(err, child->err);
}

#endif
