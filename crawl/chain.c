/* SPDX-License-Identifier: MIT */
/* chain.c - programs joined by pipes: started together, waited for, and asked to stop */
#define _GNU_SOURCE /* pipe2 */
#include "crawl/chain.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "lib/diag.h"

#define STATUS_NO_PROGRAM 127 /* as the shell says it */

/*
 * How a chain is ended: each step is taken when the one before it has not helped within its grace
 * time, or at once on another signal.
 */
struct step {
	int signal;
	bool all;     /* every program, not only the first */
	double grace; /* seconds until the next step */
};
static const struct step steps[] = {
    {SIGTERM, false, 60}, /* fetch finishes what is in hand, the others what they are given */
    {SIGTERM, true, 10},
    {SIGKILL, true, 10},
};
#define N_STEPS (sizeof steps / sizeof *steps)

void
chain_add(struct chain *chain, char *const *argv)
{
	assert(chain->n < CHAIN_MOST);
	chain->links[chain->n++] = (struct chain_link){.argv = argv};
}

double
chain_clock(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
stop_signals(sigset_t *set)
{
	sigemptyset(set);
	sigaddset(set, SIGINT);
	sigaddset(set, SIGTERM);
}

void
chain_hold_signals(void)
{
	sigset_t set;
	signal(SIGPIPE, SIG_IGN);
	signal(SIGCHLD, SIG_DFL); /* a parent that ignores it would have our children vanish */
	stop_signals(&set);
	sigaddset(&set, SIGCHLD);
	sigprocmask(SIG_BLOCK, &set, NULL);
}

int
chain_signal(void)
{
	sigset_t set;
	struct timespec none = {0, 0};
	stop_signals(&set);
	int number = sigtimedwait(&set, NULL, &none);
	return number > 0 ? number : 0;
}

/* In the child: becomes the program, reading `in`, writing `out` and speaking to `err`. */
NORETURN static void
become(const struct chain_link *link, int in, int out, int err, pid_t parent)
{
	sigset_t none;
	if (parent && (prctl(PR_SET_PDEATHSIG, SIGTERM) != 0 || getppid() != parent))
		_exit(STATUS_NO_PROGRAM);
	if (dup2(in, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0 &&
	    dup2(err, STDERR_FILENO) >= 0) {
		signal(SIGPIPE, SIG_DFL);
		sigemptyset(&none);
		sigprocmask(SIG_SETMASK, &none, NULL);
		execvp(link->argv[0], link->argv);
	}
	diag_error("cannot run '%s': %s", link->argv[0], strerror(errno));
	_exit(STATUS_NO_PROGRAM);
}

static void
send_all(const struct chain *chain, int number)
{
	for (size_t i = 0; i < chain->n; i++)
		if (chain->links[i].pid > 0)
			kill(chain->links[i].pid, number);
}

static void
hear(struct chain *chain, void (*how)(struct hearing *hearing))
{
	for (size_t i = 0; i < chain->n; i++)
		how(&chain->links[i].hearing);
}

/* Ends and buries what was started before the chain could not be completed. */
static void
abandon(struct chain *chain)
{
	int error = errno;
	send_all(chain, SIGKILL);
	for (size_t i = 0; i < chain->n; i++)
		if (chain->links[i].pid > 0)
			waitpid(chain->links[i].pid, &chain->links[i].status, 0);
	hear(chain, hearing_close);
	errno = error;
}

static void
close_unless(int fd, int kept)
{
	if (fd != kept)
		close(fd);
}

/* The process of one link; false when it or its hearing cannot be had. */
static bool
start_link(struct chain_link *link, int in, int out, pid_t parent)
{
	int speaker;
	if (!hearing_open(&link->hearing, &speaker))
		return false;
	link->pid = fork();
	if (link->pid == 0)
		become(link, in, out, speaker, parent);
	close(speaker);
	return link->pid > 0;
}

bool
chain_start(struct chain *chain, int in, int out)
{
	pid_t self = getpid();
	int from = in;
	for (size_t i = 0; i < chain->n; i++)
		chain->links[i].hearing.fd = -1;
	for (size_t i = 0; i < chain->n; i++) {
		struct chain_link *link = &chain->links[i];
		int ends[2] = {-1, out};
		bool last = i + 1 == chain->n;
		bool piped = last || pipe2(ends, O_CLOEXEC) == 0;
		bool started = piped && start_link(link, from, ends[1], i == 0 ? self : 0);
		close_unless(from, in);
		if (piped)
			close_unless(ends[1], out);
		from = ends[0];
		if (!started) {
			if (!last && piped)
				close(from);
			abandon(chain);
			return false;
		}
	}
	return true;
}

static size_t
bury(struct chain *chain)
{
	size_t n_running = 0;
	for (size_t i = 0; i < chain->n; i++) {
		struct chain_link *link = &chain->links[i];
		if (link->pid > 0 && waitpid(link->pid, &link->status, WNOHANG) == link->pid)
			link->pid = 0;
		n_running += link->pid > 0;
	}
	return n_running;
}

static void
take_step(const struct chain *chain, const struct step *step)
{
	if (step->all)
		send_all(chain, step->signal);
	else if (chain->links[0].pid > 0)
		kill(chain->links[0].pid, step->signal);
}

/* Waits until a program speaks or a signal of `set` is there, a second at most. */
static void
listen_all(struct chain *chain, int signals)
{
	struct pollfd all[CHAIN_MOST + 1] = {{.fd = signals, .events = POLLIN}};
	for (size_t i = 0; i < chain->n; i++)
		all[i + 1] = (struct pollfd){.fd = chain->links[i].hearing.fd, .events = POLLIN};
	poll(all, chain->n + 1, 1000);
	hear(chain, hearing_take);
}

int
chain_wait(struct chain *chain, double deadline)
{
	sigset_t set;
	int stopped_by = 0;
	size_t next = 0;
	stop_signals(&set);
	sigaddset(&set, SIGCHLD);
	int signals = signalfd(-1, &set, SFD_CLOEXEC); /* -1: they are looked at every second */
	while (bury(chain) > 0) {
		struct timespec none = {0, 0};
		listen_all(chain, signals);
		int number = sigtimedwait(&set, NULL, &none);
		bool asked = number == SIGINT || number == SIGTERM;
		if (asked && !stopped_by)
			stopped_by = number;
		if (next < N_STEPS && (asked || (deadline > 0 && chain_clock() >= deadline))) {
			take_step(chain, &steps[next]);
			deadline = chain_clock() + steps[next++].grace;
		}
	}
	hear(chain, hearing_close);
	if (signals >= 0)
		close(signals);
	return stopped_by;
}

static bool
ran_to_end(const struct chain_link *link, bool stopped)
{
	if (WIFSIGNALED(link->status))
		return stopped;
	int status = WEXITSTATUS(link->status);
	return status == EXIT_RAN || status == EXIT_NOT_GOOD || (stopped && status > 128);
}

/* How a program ends whose reader is gone: ours with status 1, others by SIGPIPE. */
static bool
may_have_lost_reader(const struct chain_link *link)
{
	if (WIFSIGNALED(link->status))
		return WTERMSIG(link->status) == SIGPIPE;
	return WEXITSTATUS(link->status) == EXIT_WORLD;
}

static struct str
link_words(const struct chain_link *link, struct arena *arena)
{
	const char *slash = strrchr(link->argv[0], '/');
	const char *name = slash ? slash + 1 : link->argv[0];
	struct str said = hearing_last(&link->hearing, str_from(name));
	if (WIFSIGNALED(link->status))
		return arena_printf(
		    arena, "%s was killed by signal %d", name, WTERMSIG(link->status));
	return arena_printf(arena, "%s ended with status %d%s%.*s", name, WEXITSTATUS(link->status),
	    said.ptr ? ": " : "", STR_ARGS(said));
}

struct str
chain_loss(const struct chain *chain, struct arena *arena, bool stopped)
{
	struct str words = {NULL, 0};
	for (size_t i = chain->n; i > 0; i--) {
		const struct chain_link *link = &chain->links[i - 1];
		if (ran_to_end(link, stopped) || (words.ptr && may_have_lost_reader(link)))
			continue;
		struct str loss = link_words(link, arena);
		words = words.ptr
			    ? arena_printf(arena, "%.*s, %.*s", STR_ARGS(loss), STR_ARGS(words))
			    : loss;
	}
	return words;
}

bool
chain_was_killed(const struct chain *chain)
{
	for (size_t i = 0; i < chain->n; i++)
		if (WIFSIGNALED(chain->links[i].status) &&
		    WTERMSIG(chain->links[i].status) != SIGPIPE)
			return true;
	return false;
}
