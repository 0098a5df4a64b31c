/* SPDX-License-Identifier: MIT */
/* diff.c - what changed between two texts, line by line */
#include "store/diff.h"

#define MAX_CELLS (4u << 20) /* of the table: 16 MiB, a fraction of a second */

struct line_list {
	struct str *items;
	size_t n;
};

static struct line_list
split(struct arena *arena, struct str text)
{
	struct line_list list = {NULL, 0};
	while (text.ptr)
		*ARENA_PUSH(arena, &list) = str_cut(&text, '\n');
	return list;
}

static void
write_line(struct buf *out, char mark, struct str line)
{
	buf_add_char(out, mark);
	buf_add_str(out, line);
	buf_add_char(out, '\n');
}

/* table[i][j]: common lines of old from i and new from j on. */
static void
fill(unsigned *table, const struct line_list *old, const struct line_list *new)
{
	size_t width = new->n + 1;
	for (size_t i = old->n; i-- > 0;) {
		for (size_t j = new->n; j-- > 0;) {
			unsigned down = table[(i + 1) * width + j];
			unsigned right = table[i * width + j + 1];
			table[i * width + j] = str_eq(old->items[i], new->items[j])
						   ? table[(i + 1) * width + j + 1] + 1
					       : down > right ? down
							      : right;
		}
	}
}

void
diff_write(struct arena *arena, struct str old_text, struct str new_text, struct buf *out)
{
	struct line_list old = split(arena, old_text), new = split(arena, new_text);
	while (old.n > 0 && new.n > 0 && str_eq(old.items[0], new.items[0])) {
		old = (struct line_list){old.items + 1, old.n - 1};
		new = (struct line_list){new.items + 1, new.n - 1};
	}
	while (old.n > 0 && new.n > 0 && str_eq(old.items[old.n - 1], new.items[new.n - 1])) {
		old.n--;
		new.n--;
	}
	size_t width = new.n + 1, i = 0, j = 0;
	unsigned *table = NULL;
	if ((old.n + 1) <= MAX_CELLS / width) {
		table = arena_alloc(arena, (old.n + 1) * width * sizeof *table);
		fill(table, &old, &new);
	}
	while (i < old.n || j < new.n) {
		bool both = table && i < old.n && j < new.n;
		if (both && str_eq(old.items[i], new.items[j])) {
			i++;
			j++;
		} else if (i < old.n &&
			   (!both || table[(i + 1) * width + j] >= table[i * width + j + 1])) {
			write_line(out, '-', old.items[i++]);
		} else {
			write_line(out, '+', new.items[j++]);
		}
	}
}
