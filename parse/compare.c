/* SPDX-License-Identifier: MIT */
/* compare.c - whether two texts say the same, whatever their case, width, spaces and punctuation */
#include "parse/compare.h"

#include <stdint.h>
#include <unicase.h>
#include <unictype.h>

#include "lib/ascii.h"
#include "lib/unicode.h"

#define ALIKE_DICE    0.7
#define PAIR_SLOTS    1024u /* a hash table of pair counts: collisions only make texts more alike */
#define MOST_COMPARED 4096  /* bytes of each key that count */

struct str
compare_key(struct arena *arena, struct str text)
{
	char *key = arena_take(arena, text.len * 3 / 2 + 8);
	size_t len = 0;
	for (size_t i = 0; i < text.len;) {
		uint32_t c = unicode_fold_width(unicode_next(text, &i));
		if (c < 0x80 ? !ascii_is_alnum((char)c) : !uc_is_alnum(c))
			continue;
		len += unicode_put(
		    key + len, c < 0x80 ? (uint32_t)ascii_lower((char)c) : uc_tolower(c));
	}
	return (struct str){key, len};
}

bool
compare_same(struct arena *arena, struct str a, struct str b)
{
	return str_eq(compare_key(arena, a), compare_key(arena, b));
}

static size_t
count_pairs(struct str key, int *counts, int step)
{
	size_t n = 0;
	uint32_t last = 0;
	for (size_t i = 0; i < key.len && i < MOST_COMPARED;) {
		uint32_t c = unicode_next(key, &i);
		if (last) {
			counts[(last * 31u + c) % PAIR_SLOTS] += step;
			n++;
		}
		last = c;
	}
	return n;
}

static double
dice(struct str a, struct str b)
{
	int counts[PAIR_SLOTS] = {0};
	size_t n = count_pairs(a, counts, 1);
	n += count_pairs(b, counts, -1);
	size_t apart = 0;
	for (size_t i = 0; i < PAIR_SLOTS; i++)
		apart += (size_t)(counts[i] < 0 ? -counts[i] : counts[i]);
	return n == 0 ? 0.0 : (double)(n - apart) / (double)n;
}

/* The pairs that count_pairs counts. */
static size_t
number_of_pairs(struct str key)
{
	size_t n = 0;
	for (size_t i = 0; i < key.len && i < MOST_COMPARED; n++)
		unicode_next(key, &i);
	return n > 0 ? n - 1 : 0;
}

/* Whether texts of these lengths can share enough pairs. */
static bool
may_be_alike(struct str x, struct str y)
{
	size_t a = number_of_pairs(x), b = number_of_pairs(y);
	return a + b > 0 && (double)(2 * (a < b ? a : b)) / (double)(a + b) >= ALIKE_DICE;
}

double
compare_keys_dice(struct str x, struct str y)
{
	return dice(x, y);
}

double
compare_dice(struct arena *arena, struct str a, struct str b)
{
	return dice(compare_key(arena, a), compare_key(arena, b));
}

bool
compare_keys_alike(struct str x, struct str y)
{
	if (x.len > y.len) {
		struct str swap = x;
		x = y;
		y = swap;
	}
	if (x.len == 0)
		return y.len == 0;
	if (x.len * 2 >= y.len && str_find(y, x) != STR_NOT_FOUND)
		return true;
	return may_be_alike(x, y) && dice(x, y) >= ALIKE_DICE;
}

bool
compare_alike(struct arena *arena, struct str a, struct str b)
{
	return compare_keys_alike(compare_key(arena, a), compare_key(arena, b));
}
