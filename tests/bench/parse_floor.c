/* SPDX-License-Identifier: MIT */
/* parse_floor.c - winnow-parse on an archive, against a bare gumbo_parse of the same pages
 *
 * usage: parse_floor ARCHIVE PROGRAM
 *
 * PROGRAM -q -j1 ARCHIVE runs whole, its output thrown away; then every page goes through
 * gumbo_parse and gumbo_destroy_output with their defaults.  Both take turns, and of each the
 * fastest run counts.  Time is the processor's, of all processes and in system calls too.
 */
#define _POSIX_C_SOURCE 200809L
#include <fcntl.h>
#include <gumbo.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "lib/limits.h"
#include "lib/warc_read.h"

#define RUNS 3

struct pages {
	struct str *items;
	size_t n;
};

struct figures {
	double program, gumbo; /* CPU seconds */
	long program_kib, gumbo_kib;
};

static double
seconds_of(const struct rusage *usage)
{
	return (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) +
	       1e-6 * (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec);
}

static void
run_program(char *program, char *archive, struct figures *figures)
{
	char *argv[] = {program, "-q", "-j1", archive, NULL};
	struct rusage before, after;
	int status;
	getrusage(RUSAGE_CHILDREN, &before);
	pid_t pid = fork();
	if (pid == 0) {
		int null = open("/dev/null", O_WRONLY);
		dup2(null, STDOUT_FILENO);
		execv(program, argv);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status) ||
	    WEXITSTATUS(status) != 0) {
		fprintf(stderr, "parse_floor: %s failed\n", program);
		exit(1);
	}
	getrusage(RUSAGE_CHILDREN, &after);
	double seconds = seconds_of(&after) - seconds_of(&before);
	if (figures->program == 0 || seconds < figures->program)
		figures->program = seconds;
	figures->program_kib = after.ru_maxrss;
}

static void
read_pages(struct arena *arena, const char *name, struct pages *pages)
{
	struct warc_in warc;
	struct warc_header header;
	struct str block, why;
	if (!warc_in_open(&warc, name))
		exit(1);
	while (warc_next(&warc, arena, &header, &block, &why) == WARC_RECORD) {
		size_t head = str_find(block, STR("\r\n\r\n"));
		*ARENA_PUSH(arena, pages) =
		    arena_copy(arena, str_slice(block, head + 4, block.len));
	}
	warc_in_close(&warc);
}

static void
run_gumbo(const struct pages *pages, struct figures *figures)
{
	struct timespec from, to;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	for (size_t i = 0; i < pages->n; i++) {
		struct str page = pages->items[i];
		gumbo_destroy_output(&kGumboDefaultOptions,
		    gumbo_parse_with_options(&kGumboDefaultOptions, page.ptr, page.len));
	}
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	double seconds =
	    (double)(to.tv_sec - from.tv_sec) + 1e-9 * (double)(to.tv_nsec - from.tv_nsec);
	if (figures->gumbo == 0 || seconds < figures->gumbo)
		figures->gumbo = seconds;
}

static void
print_line(const char *name, double seconds, size_t n, double megabytes)
{
	printf("%-26s %7.2f s  %6.1f MB/s  %6.0f pages/s\n", name, seconds, megabytes / seconds,
	    (double)n / seconds);
}

int
main(int argc, char **argv)
{
	struct arena arena;
	struct pages pages = {NULL, 0};
	struct figures figures = {0};
	double megabytes = 0;
	if (argc != 3)
		return 2;
	arena_init(&arena, SIZE_MAX);
	/* The first run stands before the pages are in memory: a child counts what it inherits. */
	run_program(argv[2], argv[1], &figures);
	long kib = figures.program_kib;
	read_pages(&arena, argv[1], &pages);
	for (size_t i = 0; i < pages.n; i++)
		megabytes += 1e-6 * (double)pages.items[i].len;
	for (int i = 0; i < RUNS; i++) {
		run_gumbo(&pages, &figures);
		if (i > 0)
			run_program(argv[2], argv[1], &figures);
	}
	printf(
	    "%zu pages, %.1f MB; CPU time, the best of %d runs each\n", pages.n, megabytes, RUNS);
	print_line("bare gumbo, parse+destroy", figures.gumbo, pages.n, megabytes);
	print_line("winnow-parse -j1, whole", figures.program, pages.n, megabytes);
	printf("ratio %.2f; memory of winnow-parse's largest process: %ld KiB\n",
	    figures.gumbo / figures.program, kib);
	arena_clear(&arena);
	return 0;
}
