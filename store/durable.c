/* SPDX-License-Identifier: MIT */
/* durable.c - files and folders that are put in their place whole, and stay there after a crash */
#include "store/durable.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/diag.h"

void
durable_path(char out[DURABLE_PATH_MAX], const char *folder, const char *name, const char *suffix)
{
	int len = snprintf(out, DURABLE_PATH_MAX, "%s%s%s%s", folder ? folder : "",
	    folder ? "/" : "", name, suffix ? suffix : "");
	if (len >= DURABLE_PATH_MAX)
		diag_die("the path '%s' is too long", out);
}

/* Locks what the path leads to.  False when it leads to something else by now: who had the lock
 * may have renamed it. */
static bool
lock_part(int fd, const char *path)
{
	struct stat ours, there;
	if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		diag_error("'%s' is being written by someone else; try again", path);
		exit(EXIT_LOCKED);
	}
	return fstat(fd, &ours) == 0 && stat(path, &there) == 0 && ours.st_dev == there.st_dev &&
	       ours.st_ino == there.st_ino;
}

int
durable_open_part(const char *path)
{
	for (;;) {
		int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
		if (fd < 0)
			diag_die("cannot write '%s': %s", path, strerror(errno));
		if (lock_part(fd, path)) {
			if (ftruncate(fd, 0) != 0)
				diag_die("cannot write '%s': %s", path, strerror(errno));
			return fd;
		}
		close(fd);
	}
}

static void
empty_folder(const char *path)
{
	char name[DURABLE_PATH_MAX];
	const struct dirent *entry;
	DIR *folder = opendir(path);
	if (!folder)
		diag_die("cannot read '%s': %s", path, strerror(errno));
	while ((entry = readdir(folder)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		durable_path(name, path, entry->d_name, NULL);
		if (unlink(name) != 0)
			diag_die("cannot remove '%s': %s", name, strerror(errno));
	}
	closedir(folder);
}

int
durable_open_part_folder(const char *path)
{
	for (;;) {
		if (mkdir(path, 0777) != 0 && errno != EEXIST)
			diag_die("cannot make '%s': %s", path, strerror(errno));
		int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (fd < 0 && errno != ENOENT)
			diag_die("cannot write '%s': %s", path, strerror(errno));
		if (fd >= 0 && lock_part(fd, path)) {
			empty_folder(path);
			return fd;
		}
		if (fd >= 0)
			close(fd);
	}
}

void
durable_sync(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fsync(fd) != 0)
		diag_die("cannot write '%s': %s", path, strerror(errno));
	close(fd);
}

/* The folder that a path stands in. */
static void
folder_of(char out[DURABLE_PATH_MAX], const char *path)
{
	durable_path(out, NULL, path, NULL);
	char *slash = strrchr(out, '/');
	if (!slash)
		durable_path(out, NULL, ".", NULL);
	else
		slash[slash == out] = '\0'; /* "/" itself stays */
}

void
durable_rename(const char *from, const char *to)
{
	char folder[DURABLE_PATH_MAX];
	if (rename(from, to) != 0)
		diag_die("cannot rename '%s' to '%s': %s", from, to, strerror(errno));
	folder_of(folder, to);
	durable_sync(folder);
}

void
durable_make_folder(const char *path)
{
	char made[DURABLE_PATH_MAX];
	durable_path(made, NULL, path, NULL);
	for (char *slash = strchr(made + 1, '/');; slash = strchr(slash + 1, '/')) {
		if (slash)
			*slash = '\0';
		if (mkdir(made, 0777) != 0 && errno != EEXIST)
			diag_die("cannot make '%s': %s", made, strerror(errno));
		if (!slash)
			return;
		*slash = '/';
	}
}

void
durable_remove_folder(const char *path)
{
	empty_folder(path);
	if (rmdir(path) != 0)
		diag_die("cannot remove '%s': %s", path, strerror(errno));
}
