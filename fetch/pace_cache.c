/* SPDX-License-Identifier: MIT */
/* pace_cache.c - when hosts may be asked again, kept from run to run */
#include "fetch/pace_cache.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "fetch/clock.h"
#include "lib/buf.h"
#include "lib/diag.h"
#include "lib/io.h"
#include "lib/whole_file.h"

#define FILE_BYTES (64u << 20) /* half a million hosts */
#define PATH_BYTES 8192u

static bool
path_of(const char *dir, char *out)
{
	return snprintf(out, PATH_BYTES, "%s/paces", dir) < (int)PATH_BYTES;
}

/* Seconds since 1970. */
static double
wall_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static bool
read_seconds(struct str text, double *out)
{
	char number[32], *end;
	if (text.len == 0 || text.len >= sizeof number)
		return false;
	memcpy(number, text.ptr, text.len);
	number[text.len] = '\0';
	*out = strtod(number, &end);
	return *end == '\0' && *out >= 0 && *out < 1e12;
}

/* "1795370403.250 1.000 http://a.example" */
static bool
read_line(struct str line, double now, struct pace_kept *out)
{
	double ready_at, most;
	struct str at = str_cut(&line, ' '), wait = str_cut(&line, ' ');
	if (!line.ptr || line.len == 0 || !read_seconds(at, &ready_at) ||
	    !read_seconds(wait, &most) || most > PACE_MAX_BACKOFF)
		return false;
	out->origin = line;
	out->wait = ready_at - now < most ? ready_at - now : most;
	return out->wait > 0;
}

static int
by_origin(const void *a, const void *b)
{
	return str_compare(
	    ((const struct pace_kept *)a)->origin, ((const struct pace_kept *)b)->origin);
}

void
pace_cache_load(struct pace_cache *cache, const char *dir, struct arena *arena)
{
	struct buf text;
	const char *why;
	char path[PATH_BYTES];
	double now = wall_now();
	*cache = (struct pace_cache){.read_at = clock_now()};
	buf_init(&text, FILE_BYTES);
	struct str rest = {NULL, 0};
	if (path_of(dir, path) && io_read_file(path, FILE_BYTES, &text, &why))
		rest = buf_str(&text);
	while (rest.len > 0) {
		struct pace_kept kept;
		if (!read_line(str_cut(&rest, '\n'), now, &kept))
			continue;
		kept.origin = arena_copy(arena, kept.origin);
		*ARENA_PUSH(arena, cache) = kept;
	}
	buf_clear(&text);
	if (cache->n > 1)
		qsort(cache->items, cache->n, sizeof *cache->items, by_origin);
}

double
pace_cache_take(struct pace_cache *cache, struct str origin)
{
	struct pace_kept wanted = {.origin = origin};
	struct pace_kept *found = NULL;
	if (cache->n > 0)
		found = bsearch(&wanted, cache->items, cache->n, sizeof *cache->items, by_origin);
	if (!found)
		return 0;
	double wait = found->wait;
	found->wait = 0;
	return cache->read_at + wait;
}

struct writing {
	struct buf text;
	double clock, wall;
};

static void
write_wait(struct writing *writing, double next_at, struct str origin)
{
	double wait = next_at - writing->clock;
	if (wait > PACE_MAX_BACKOFF)
		wait = PACE_MAX_BACKOFF;
	if (wait > 0)
		buf_addf(&writing->text, "%.3f %.3f %.*s\n", writing->wall + wait, wait,
		    (int)origin.len, origin.ptr);
}

static void
write_host(void *state, struct host *host)
{
	write_wait(state, pace_next(&host->pace), str_from(host->origin));
}

void
pace_cache_save(const struct pace_cache *cache, const char *dir, struct hosts *hosts)
{
	char path[PATH_BYTES];
	struct writing writing = {.clock = clock_now(), .wall = wall_now()};
	buf_init(&writing.text, FILE_BYTES);
	hosts_each(hosts, write_host, &writing);
	for (size_t i = 0; i < cache->n; i++)
		write_wait(&writing, cache->read_at + cache->items[i].wait, cache->items[i].origin);
	mkdir(dir, 0777);
	if (!path_of(dir, path) || !whole_file_replace(path, buf_str(&writing.text)))
		diag_warn("cannot write '%s': %s", path, strerror(errno));
	buf_clear(&writing.text);
}
