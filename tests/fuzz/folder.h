/* SPDX-License-Identifier: MIT */
/* folder.h - a scratch folder for targets whose readers take files; it goes with the process */
#ifndef TESTS_FUZZ_FOLDER_H
#define TESTS_FUZZ_FOLDER_H

#include <assert.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/str.h"

#define FOLDER_PATH_BYTES 256
#define FOLDER_MOST_FILES 16

/* What was made in it, to be removed in the opposite order. */
static char folder_path[FOLDER_PATH_BYTES];
static char folder_made[FOLDER_MOST_FILES][FOLDER_PATH_BYTES];
static size_t folder_n_made;

static void
folder_remove(void)
{
	while (folder_n_made > 0)
		remove(folder_made[--folder_n_made]);
}

/* The path of a file in the folder, which is made when it is first asked for; valid until exit. */
static const char *
folder_of(const char *name)
{
	char path[FOLDER_PATH_BYTES];
	if (folder_n_made == 0) {
		const char *tmp = getenv("TMPDIR");
		snprintf(folder_path, sizeof folder_path, "%.100s/winnow-fuzz-XXXXXX",
		    tmp ? tmp : "/tmp");
		if (!mkdtemp(folder_path))
			abort();
		memcpy(folder_made[folder_n_made++], folder_path, sizeof folder_path);
		atexit(folder_remove);
	}
	snprintf(path, sizeof path, "%.128s/%.100s", folder_path, name);
	for (size_t i = 0; i < folder_n_made; i++)
		if (strcmp(folder_made[i], path) == 0)
			return folder_made[i];
	assert(folder_n_made < FOLDER_MOST_FILES);
	return memcpy(folder_made[folder_n_made++], path, sizeof path);
}

/* Writes the file anew, and gives its path. */
static const char *
folder_write(const char *name, struct str bytes)
{
	const char *path = folder_of(name);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0)
		abort();
	for (size_t at = 0; at < bytes.len;) {
		ssize_t n = write(fd, bytes.ptr + at, bytes.len - at);
		if (n <= 0)
			abort();
		at += (size_t)n;
	}
	close(fd);
	return path;
}

#endif
