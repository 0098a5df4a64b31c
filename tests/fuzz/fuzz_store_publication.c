/* SPDX-License-Identifier: MIT */
/* fuzz_store_publication.c - any bytes as a folder of published exports, and as a cursor */
#include "store/publication.h"
#include "store/verify.h"
#include "tests/fuzz/folder.h"

#define ARENA_BYTES (64u << 20)
#define EXPORT      "000001-full"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* An input is the lines of LATEST, and, after lines "@N", of the Nth of these. */
static const char *const files[] = {"LATEST", EXPORT "/manifest.json", EXPORT "/SHA256SUMS",
    EXPORT "/articles.jsonl", EXPORT "/schema.json"};
#define N_FILES (sizeof files / sizeof *files)

/* The file that a line is the head of; N_FILES: of none. */
static size_t
file_of(struct str line)
{
	if (line.len != 2 || line.ptr[0] != '@' || line.ptr[1] < '0')
		return N_FILES;
	return (size_t)(line.ptr[1] - '0') < N_FILES ? (size_t)(line.ptr[1] - '0') : N_FILES;
}

static void
write_folder(struct str input)
{
	struct str pieces[N_FILES] = {{NULL, 0}};
	size_t file = 0, from = 0;
	struct str rest = input;
	while (rest.ptr) {
		size_t at = (size_t)(rest.ptr - input.ptr);
		size_t next = file_of(str_cut(&rest, '\n'));
		if (next < N_FILES || !rest.ptr)
			pieces[file] = str_slice(input, from, rest.ptr ? at : input.len);
		if (next < N_FILES) {
			file = next;
			from = rest.ptr ? (size_t)(rest.ptr - input.ptr) : input.len;
		}
	}
	mkdir(folder_of(EXPORT), 0700);
	for (size_t i = 0; i < N_FILES; i++)
		folder_write(files[i], pieces[i]);
}

/* A cursor that can be read is printed as one that reads the same; none is of the future. */
static void
read_cursor(struct str text)
{
	struct cursor cursor, again;
	char printed[CURSOR_LEN + 1];
	if (!cursor_read(text, &cursor))
		return;
	assert(cursor.change >= 0);
	bool read = cursor_read(str_from(cursor_print(&cursor, printed)), &again);
	assert(read && again.change == cursor.change);
	assert(strcmp(again.database, cursor.database) == 0);
	assert(!cursor_misfit(&cursor, &again));
}

static void
read_latest(void)
{
	struct arena arena;
	arena_init(&arena, ARENA_BYTES);
	struct str latest = publication_latest(&arena, folder_path);
	assert(latest.ptr && (latest.len == 0 || publication_is_name(latest)));
	assert(publication_greatest(folder_path) == 1);
	arena_clear(&arena);
}

/* What is wrong with a folder is told on stderr, a line each time: not here. */
static void
verify(void)
{
	static FILE *nowhere;
	FILE *terminal = stderr;
	if (!nowhere)
		nowhere = fopen("/dev/null", "w");
	stderr = nowhere;
	(void)!verify_folder(folder_path);
	stderr = terminal;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct str bytes = {(const char *)data, len};
	read_cursor(str_trim(bytes));
	write_folder(bytes);
	read_latest();
	verify();
	return 0;
}
