/* SPDX-License-Identifier: MIT */
/* hold.h - a growing file belongs to one program, its writer or who completes it */
#ifndef FETCH_HOLD_H
#define FETCH_HOLD_H

#include <stdbool.h>

#include "lib/compiler.h"

/*
 * Takes the lock of the open file, without waiting; it is held until the descriptor is closed.
 * False with errno EWOULDBLOCK when someone else has it, or had it before us and the file is no
 * longer at `path`; with another errno when there are no locks to be had.
 */
NODISCARD bool hold_take(int fd, const char *path);

#endif
