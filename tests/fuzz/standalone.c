/* SPDX-License-Identifier: MIT */
/* standalone.c - a fixed dose of fuzzing for `make check`, without libFuzzer */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/diag.h"
#include "lib/io.h"

/*
 * Runs the target on every file of its corpus, tests/fuzz/corpus/NAME for fuzz_NAME, on the empty
 * input, and on a fixed number of mutations that are the same in every run.  A target reports by
 * crashing; with FUZZ_KEEP=FILE in the environment each input is written to FILE before it is
 * tried, so that the one that crashed is left there.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

#define N_MUTATIONS 1000
#define INPUT_BYTES (256u << 10) /* larger files are for libFuzzer, not for a quick dose */

struct corpus {
	struct str *items;
	size_t n;
};

/* splitmix64: public domain, by Sebastiano Vigna. */
static uint64_t
random_next(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15u;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

static size_t
random_below(uint64_t *state, size_t limit)
{
	return limit ? (size_t)(random_next(state) % limit) : 0;
}

static void
try_input(struct str input)
{
	const char *keep = getenv("FUZZ_KEEP");
	struct io_out out;
	if (keep) {
		if (!io_out_open(&out, keep))
			diag_die("cannot write '%s'", keep);
		io_out_add(&out, input);
		io_out_close(&out);
	}
	LLVMFuzzerTestOneInput((const uint8_t *)input.ptr, input.len);
}

static int
compare(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* The files of the folder, in an order that no file system decides; a missing one has none. */
static void
read_corpus(struct arena *arena, const char *folder, struct corpus *corpus)
{
	struct buf bytes;
	const char *why;
	struct dirent *entry;
	DIR *dir = opendir(folder);
	*ARENA_PUSH(arena, corpus) = STR("");
	if (!dir)
		return;
	buf_init(&bytes, INPUT_BYTES);
	while ((entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		const char *path = arena_printf(arena, "%s/%s", folder, entry->d_name).ptr;
		buf_reset(&bytes);
		if (io_read_file(path, INPUT_BYTES, &bytes, &why))
			*ARENA_PUSH(arena, corpus) = arena_copy(arena, buf_str(&bytes));
	}
	closedir(dir);
	buf_clear(&bytes);
	qsort(corpus->items, corpus->n, sizeof *corpus->items, compare);
}

/* One change at a place of its own: a bit, a byte, a piece gone, or a piece of any input put in. */
static void
change(uint64_t *seed, const struct corpus *corpus, struct buf *input)
{
	static const char bytes[] = "\0\xff\x80\r\n\t \"\\<>&%:/0";
	size_t at = random_below(seed, input->len + 1);
	struct str head = str_slice(buf_str(input), 0, at);
	struct str tail = str_slice(buf_str(input), at, input->len);
	struct str other = corpus->items[random_below(seed, corpus->n)];
	size_t from = random_below(seed, other.len);
	struct buf next;
	buf_init(&next, 2 * INPUT_BYTES);
	buf_add_str(&next, head);
	switch (random_below(seed, 4)) {
	case 0:
		if (tail.len > 0) {
			buf_add_char(&next, (char)(tail.ptr[0] ^ (1 << random_below(seed, 8))));
			tail = str_slice(tail, 1, tail.len);
		}
		break;
	case 1:
		buf_add_char(&next, bytes[random_below(seed, sizeof bytes - 1)]);
		tail = str_slice(tail, random_below(seed, 2), tail.len);
		break;
	case 2:
		tail = str_slice(tail, random_below(seed, 64), tail.len);
		break;
	default:
		buf_add_str(&next, str_slice(other, from, from + random_below(seed, 256)));
		break;
	}
	buf_add_str(&next, tail);
	buf_clear(input);
	*input = next;
}

int
main(int argc, char **argv)
{
	struct arena arena;
	struct corpus corpus = {NULL, 0};
	uint64_t seed = 1;
	(void)argc;
	const char *name = strrchr(argv[0], '/') ? strrchr(argv[0], '/') + 1 : argv[0];
	const char *topic = strncmp(name, "fuzz_", 5) == 0 ? name + 5 : name;
	diag_program(name);
	arena_init(&arena, 1u << 30);
	read_corpus(&arena, arena_printf(&arena, "tests/fuzz/corpus/%s", topic).ptr, &corpus);
	for (size_t i = 0; i < corpus.n; i++)
		try_input(corpus.items[i]);
	for (int i = 0; i < N_MUTATIONS; i++) {
		struct buf input;
		buf_init(&input, 2 * INPUT_BYTES);
		buf_add_str(&input, corpus.items[random_below(&seed, corpus.n)]);
		for (size_t n = 1 + random_below(&seed, 4); n > 0; n--)
			change(&seed, &corpus, &input);
		try_input(buf_str(&input));
		buf_clear(&input);
	}
	printf("1..1\nok 1 - %s: %zu inputs and %d mutations\n", name, corpus.n, N_MUTATIONS);
	arena_clear(&arena);
	return 0;
}
