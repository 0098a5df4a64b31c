/* SPDX-License-Identifier: MIT */
/* whole_file.c - files that are replaced as a whole: a reader never sees half of one */
#include "lib/whole_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "lib/buf.h"

#define PATH_BYTES 8192u

static bool
write_file(const char *path, struct str bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0)
		return false;
	while (bytes.len > 0) {
		ssize_t n = write(fd, bytes.ptr, bytes.len);
		if (n < 0 && errno != EINTR)
			break;
		if (n > 0)
			bytes = str_slice(bytes, (size_t)n, bytes.len);
	}
	return close(fd) == 0 && bytes.len == 0;
}

bool
whole_file_replace(const char *path, struct str bytes)
{
	struct buf fresh;
	buf_init(&fresh, PATH_BYTES);
	errno = ENAMETOOLONG;
	bool fine = buf_addf(&fresh, "%s.%ld", path, (long)getpid()) &&
		    write_file(fresh.ptr, bytes) && rename(fresh.ptr, path) == 0;
	if (!fine && fresh.len > 0) {
		int why = errno;
		unlink(fresh.ptr);
		errno = why;
	}
	buf_clear(&fresh);
	return fine;
}
