/* SPDX-License-Identifier: MIT */
/* hold.c - a growing file belongs to one program, its writer or who completes it */
#define _DEFAULT_SOURCE /* flock */
#include "fetch/hold.h"

#include <errno.h>
#include <sys/file.h>
#include <sys/stat.h>

bool
hold_take(int fd, const char *path)
{
	struct stat held, there;
	if (flock(fd, LOCK_EX | LOCK_NB) != 0 || fstat(fd, &held) != 0)
		return false;
	if (stat(path, &there) == 0 && held.st_dev == there.st_dev && held.st_ino == there.st_ino)
		return true;
	errno = EWOULDBLOCK;
	return false;
}
