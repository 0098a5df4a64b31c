/* SPDX-License-Identifier: MIT */
/* phrases.c - lines that consist of known phrases and marks between them, and of nothing else */
#include "normalize/phrases.h"

#include <string.h>

#include "lib/ascii.h"
#include "lib/mem.h"
#include "lib/unicode.h"
#include "normalize/literals.h"

#define NO_OWNER  UINT32_MAX
#define BEGINS    65536u
#define LAST_MARK 0x3011u

/* The owners of one literal are a chain through this table. */
struct use {
	uint32_t owner, next;
	bool alone;
};

struct phrases {
	struct literals *literals;
	uint32_t *first; /* use of each literal, by its number */
	size_t n_first;
	struct use *uses;
	size_t n_uses;
	unsigned char begins[BEGINS / 8]; /* a bit for each first character, modulo BEGINS */
};

/* Marks that may stand before, between and after phrases. */
static const uint32_t marks[] = {'!', '#', '&', '(', ')', '*', '+', ',', '-', '.', '/', ':', ';',
    '<', '=', '>', '?', '[', ']', '_', '|', '~', 0xAB, 0xB7, 0xBB, 0x2013, 0x2014, 0x2018, 0x2019,
    0x201C, 0x201D, 0x2022, 0x2026, 0x203A, 0x2190, 0x2191, 0x2192, 0x2193, 0x21E9, 0x25A0, 0x25B2,
    0x25B6, 0x25B8, 0x25BA, 0x25BC, 0x25C6, 0x25CF, 0x2605, 0x2606, 0x2B07, 0x3001, 0x3002, 0x3008,
    0x3009, 0x300A, 0x300B, 0x300C, 0x300D, 0x3010, 0x3011};

struct phrases *
phrases_new(void)
{
	struct phrases *phrases = mem_alloc(sizeof *phrases);
	phrases->literals = literals_new();
	return phrases;
}

void
phrases_free(struct phrases *phrases)
{
	if (!phrases)
		return;
	literals_free(phrases->literals);
	mem_free(phrases->first);
	mem_free(phrases->uses);
	mem_free(phrases);
}

static bool
is_mark(uint32_t c)
{
	size_t from = 0, to = sizeof marks / sizeof *marks;
	if (c > LAST_MARK)
		return false;
	while (from < to) {
		size_t middle = (from + to) / 2;
		if (marks[middle] == c)
			return true;
		if (marks[middle] < c)
			from = middle + 1;
		else
			to = middle;
	}
	return false;
}

/* A line as it is compared: half-width, without white space and the marks at both ends. */
struct key {
	char bytes[PHRASES_LINE_MAX + UNICODE_MAX_BYTES];
	bool mark[PHRASES_LINE_MAX + UNICODE_MAX_BYTES]; /* a mark begins here */
	size_t len;
};

static bool
fold(struct str line, struct key *key)
{
	size_t last = 0;
	key->len = 0;
	if (line.len > PHRASES_LINE_MAX)
		return false;
	for (size_t at = 0; at < line.len;) {
		uint32_t c = unicode_fold_width(unicode_next(line, &at));
		bool mark = is_mark(c);
		if (unicode_is_space(c) || (mark && key->len == 0))
			continue;
		key->mark[key->len] = mark;
		key->len += unicode_put(key->bytes + key->len, c);
		if (!mark)
			last = key->len;
	}
	key->len = last;
	return last > 0;
}

/* The bit of a character with which a phrase or a line begins, marks apart. */
static uint32_t
bit_of(uint32_t c)
{
	return (c < 0x80 ? (uint32_t)ascii_lower((char)c) : c) % BEGINS;
}

/* Most lines of text begin with a character with which no phrase does. */
static bool
may_begin(const struct phrases *phrases, struct str line)
{
	for (size_t at = 0; at < line.len;) {
		uint32_t c = unicode_fold_width(unicode_next(line, &at));
		if (!unicode_is_space(c) && !is_mark(c))
			return phrases->begins[bit_of(c) / 8] >> (bit_of(c) % 8) & 1;
	}
	return false;
}

bool
phrases_add(struct phrases *phrases, struct str phrase, bool alone, uint32_t owner)
{
	struct key key;
	if (!fold(phrase, &key))
		return false;
	struct str folded = {key.bytes, key.len};
	size_t at = 0;
	uint32_t bit = bit_of(unicode_next(folded, &at));
	phrases->begins[bit / 8] |= (unsigned char)(1u << (bit % 8));
	uint32_t number = literals_add(phrases->literals, folded);
	if (number == phrases->n_first) {
		phrases->first =
		    mem_resize(phrases->first, (phrases->n_first + 1) * sizeof *phrases->first);
		phrases->first[phrases->n_first++] = NO_OWNER;
	}
	phrases->uses = mem_resize(phrases->uses, (phrases->n_uses + 1) * sizeof *phrases->uses);
	phrases->uses[phrases->n_uses] = (struct use){owner, phrases->first[number], alone};
	phrases->first[number] = (uint32_t)phrases->n_uses++;
	return true;
}

void
phrases_finish(struct phrases *phrases)
{
	literals_finish(phrases->literals);
}

/* Walks along the key: reach[i] says that the key up to i is phrases and marks. */
struct walk {
	const struct phrases *phrases;
	const struct key *key;
	bool (*accept)(void *state, uint32_t owner);
	void *state;
	size_t marks_to; /* reach is complete up to here as far as marks go */
	size_t best_len;
	uint32_t best;
	bool reach[PHRASES_LINE_MAX + UNICODE_MAX_BYTES];
};

/* A mark carries reach over itself; UTF-8 tails belong to the character before. */
static void
pass_marks(struct walk *walk, size_t to)
{
	for (size_t i = walk->marks_to; i < to; i++) {
		if (!walk->reach[i] || !walk->key->mark[i])
			continue;
		size_t end = i;
		unicode_next((struct str){walk->key->bytes, walk->key->len}, &end);
		walk->reach[end] = true;
	}
	if (to > walk->marks_to)
		walk->marks_to = to;
}

static bool
take(void *state, uint32_t number, size_t from, size_t to)
{
	struct walk *walk = state;
	pass_marks(walk, from);
	if (!walk->reach[from])
		return true;
	uint32_t use = walk->phrases->first[number];
	for (; use != NO_OWNER; use = walk->phrases->uses[use].next) {
		const struct use *u = &walk->phrases->uses[use];
		if (u->alone && (from != 0 || to != walk->key->len))
			continue;
		if (!walk->accept(walk->state, u->owner))
			continue;
		walk->reach[to] = true;
		if (to - from > walk->best_len) {
			walk->best_len = to - from;
			walk->best = u->owner;
		}
		break;
	}
	return true;
}

bool
phrases_match(const struct phrases *phrases, struct str line,
    bool (*accept)(void *state, uint32_t owner), void *state, uint32_t *owner)
{
	struct key key;
	struct walk walk;
	if (line.len > PHRASES_LINE_MAX || !may_begin(phrases, line))
		return false;
	memset(key.mark, 0, sizeof key.mark);
	if (!fold(line, &key))
		return false;
	walk = (struct walk){phrases, &key, accept, state, 0, 0, NO_OWNER, {true}};
	literals_search(phrases->literals, (struct str){key.bytes, key.len}, take, &walk);
	if (!walk.reach[key.len])
		return false;
	*owner = walk.best;
	return true;
}
