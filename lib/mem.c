/* SPDX-License-Identifier: MIT */
/* mem.c - the one door to the heap; a failed allocation ends the program with status 1 */
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

#include "lib/diag.h"

static unsigned long countdown; /* allocations until one fails, 0 for never */

static void
check(const void *ptr, size_t size)
{
	if (countdown > 0 && --countdown == 0)
		ptr = NULL;
	if (!ptr)
		diag_die("out of memory: %zu bytes refused", size);
}

void *
mem_alloc(size_t size)
{
	void *ptr = calloc(1, size ? size : 1);
	check(ptr, size);
	return ptr;
}

void *
mem_resize(void *old, size_t size)
{
	void *ptr = realloc(old, size ? size : 1);
	check(ptr, size);
	return ptr;
}

char *
mem_copy(const char *ptr, size_t len)
{
	char *copy = mem_alloc(len + 1);
	if (len > 0)
		memcpy(copy, ptr, len);
	return copy;
}

void
mem_free(void *ptr)
{
	free(ptr);
}

void
mem_refused(void)
{
	diag_die("out of memory");
}

void
mem_fail_at(unsigned long n)
{
	countdown = n;
}
