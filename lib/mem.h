/* SPDX-License-Identifier: MIT */
/* mem.h - the one door to the heap; a failed allocation ends the program with status 1 */
#ifndef LIB_MEM_H
#define LIB_MEM_H

#include <stddef.h>

#include "lib/compiler.h"

void *mem_alloc(size_t size);                /* zeroed; never NULL */
void *mem_resize(void *ptr, size_t size);    /* new bytes are not zeroed; never NULL */
char *mem_copy(const char *ptr, size_t len); /* NUL-terminated copy */
void mem_free(void *ptr);                    /* NULL is fine */

/* For a library that reports its own failed allocation: ends the program as ours do. */
NORETURN void mem_refused(void);

/* For tests: the n-th allocation from now fails (0: none). */
void mem_fail_at(unsigned long n);

#endif
