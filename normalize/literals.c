/* SPDX-License-Identifier: MIT */
/* literals.c - many fixed strings looked for at once (Aho and Corasick, CACM 18(6), 1975) */
#include "normalize/literals.h"

#include <assert.h>
#include <string.h>

#include "lib/ascii.h"
#include "lib/mem.h"
#include "lib/unicode.h"

/*
 * The literals form a trie over bytes.  literals_finish renumbers the bytes that occur in literals
 * into classes (class 0: no literal has the byte) and fills a table state x class, in which the
 * failure links are already followed, so that a search is one look-up a byte.  `shorter` leads from
 * a state to the longest proper suffix of it that is a literal.
 */
#define NONE UINT32_MAX

/* An entry of the finished table is the offset of the next state's row, with the top bit set where
 * a literal ends: a search touches nothing else as long as it finds nothing. */
#define HIT 0x80000000u

#define BEGINS 65536u

struct state {
	uint32_t first_child, sibling; /* while building */
	uint32_t literal;              /* that ends here, or NONE */
	uint32_t shorter;              /* the next state on the suffix chain with a literal */
	uint32_t fail;
	unsigned char byte;
};

struct literals {
	struct state *states;
	size_t n_states, cap_states;
	size_t *lens; /* by number */
	size_t n, cap;
	uint32_t *next; /* n_states x n_classes, see HIT */
	unsigned char class_of[256];
	size_t n_classes;
	unsigned char begins[BEGINS / 8]; /* a bit for each first character, modulo BEGINS */
};

static uint32_t
add_state(struct literals *literals, unsigned char byte)
{
	if (literals->n_states == literals->cap_states) {
		literals->cap_states = literals->cap_states ? literals->cap_states * 2 : 256;
		literals->states =
		    mem_resize(literals->states, literals->cap_states * sizeof *literals->states);
	}
	struct state *state = &literals->states[literals->n_states];
	*state = (struct state){NONE, NONE, NONE, NONE, 0, byte};
	return (uint32_t)literals->n_states++;
}

struct literals *
literals_new(void)
{
	struct literals *literals = mem_alloc(sizeof *literals);
	add_state(literals, 0);
	return literals;
}

void
literals_free(struct literals *literals)
{
	if (!literals)
		return;
	mem_free(literals->states);
	mem_free(literals->lens);
	mem_free(literals->next);
	mem_free(literals);
}

static uint32_t
child_of(const struct literals *literals, uint32_t parent, unsigned char byte)
{
	uint32_t child = literals->states[parent].first_child;
	while (child != NONE && literals->states[child].byte != byte)
		child = literals->states[child].sibling;
	return child;
}

static void
mark_begin(struct literals *literals, struct str literal)
{
	size_t at = 0;
	uint32_t c = unicode_next(literal, &at) % BEGINS;
	literals->begins[c / 8] |= (unsigned char)(1u << (c % 8));
}

uint32_t
literals_add(struct literals *literals, struct str literal)
{
	uint32_t at = 0;
	assert(literal.len > 0 && !literals->next);
	mark_begin(literals, literal);
	for (size_t i = 0; i < literal.len; i++) {
		unsigned char byte = (unsigned char)ascii_lower(literal.ptr[i]);
		uint32_t child = child_of(literals, at, byte);
		if (child == NONE) {
			child = add_state(literals, byte);
			literals->states[child].sibling = literals->states[at].first_child;
			literals->states[at].first_child = child;
		}
		at = child;
	}
	if (literals->states[at].literal != NONE)
		return literals->states[at].literal;
	if (literals->n == literals->cap) {
		literals->cap = literals->cap ? literals->cap * 2 : 64;
		literals->lens = mem_resize(literals->lens, literals->cap * sizeof *literals->lens);
	}
	literals->lens[literals->n] = literal.len;
	literals->states[at].literal = (uint32_t)literals->n;
	return (uint32_t)literals->n++;
}

static void
number_classes(struct literals *literals)
{
	literals->n_classes = 1;
	for (size_t i = 1; i < literals->n_states; i++) {
		unsigned char byte = literals->states[i].byte;
		if (literals->class_of[byte] == 0)
			literals->class_of[byte] = (unsigned char)literals->n_classes++;
	}
	for (int c = 'A'; c <= 'Z'; c++)
		literals->class_of[c] = literals->class_of[(unsigned char)ascii_lower((char)c)];
}

/* A text's letter may be the other one of a literal's two. */
static void
mark_other_case(struct literals *literals)
{
	for (unsigned c = 'A'; c <= 'Z'; c++) {
		unsigned lower = (unsigned char)ascii_lower((char)c);
		bool begins = (literals->begins[c / 8] >> (c % 8) & 1) ||
			      (literals->begins[lower / 8] >> (lower % 8) & 1);
		literals->begins[c / 8] |= (unsigned char)(begins << (c % 8));
		literals->begins[lower / 8] |= (unsigned char)(begins << (lower % 8));
	}
}

/* Fills the row of `at`, whose failure state has its row already, and queues its children. */
static void
fill_row(struct literals *literals, uint32_t at, uint32_t *queue, size_t *n_queue)
{
	size_t width = literals->n_classes;
	struct state *state = &literals->states[at];
	uint32_t *row = literals->next + at * width;
	if (at != 0)
		memcpy(row, literals->next + state->fail * width, width * sizeof *row);
	for (uint32_t child = state->first_child; child != NONE;
	     child = literals->states[child].sibling) {
		struct state *under = &literals->states[child];
		unsigned char class = literals->class_of[under->byte];
		under->fail = at == 0 ? 0 : row[class];
		const struct state *fail = &literals->states[under->fail];
		under->shorter = fail->literal != NONE ? under->fail : fail->shorter;
		row[class] = child;
		queue[(*n_queue)++] = child;
	}
}

static void
mark_hits(struct literals *literals)
{
	size_t width = literals->n_classes, n = literals->n_states * width;
	assert(n < HIT);
	for (size_t i = 0; i < n; i++) {
		const struct state *state = &literals->states[literals->next[i]];
		bool hit = state->literal != NONE || state->shorter != NONE;
		literals->next[i] = (uint32_t)(literals->next[i] * width) | (hit ? HIT : 0);
	}
}

void
literals_finish(struct literals *literals)
{
	number_classes(literals);
	mark_other_case(literals);
	literals->next =
	    mem_alloc(literals->n_states * literals->n_classes * sizeof *literals->next);
	uint32_t *queue = mem_alloc(literals->n_states * sizeof *queue);
	size_t n_queue = 0;
	queue[n_queue++] = 0;
	for (size_t i = 0; i < n_queue; i++)
		fill_row(literals, queue[i], queue, &n_queue);
	mem_free(queue);
	mark_hits(literals);
}

static bool
may_begin(const struct literals *literals, uint32_t c)
{
	return literals->begins[c / 8] >> (c % 8) & 1;
}

/* From the root, moves past ASCII and sequences of three bytes with which no literal begins. */
static size_t
pass_others(const struct literals *literals, struct str text, size_t at)
{
	while (at < text.len) {
		size_t here = at;
		bool easy = (unsigned char)text.ptr[at] < 0x80 || unicode_is_three(text, at);
		if (!easy || may_begin(literals, unicode_next(text, &at)))
			return here;
	}
	return at;
}

bool
literals_search(const struct literals *literals, struct str text,
    bool (*found)(void *state, uint32_t number, size_t from, size_t to), void *state)
{
	size_t width = literals->n_classes;
	uint32_t row = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (row == 0)
			i = pass_others(literals, text, i);
		if (i == text.len)
			break;
		row = literals->next[row + literals->class_of[(unsigned char)text.ptr[i]]];
		if (!(row & HIT))
			continue;
		row &= ~HIT;
		uint32_t hit = (uint32_t)(row / width);
		if (literals->states[hit].literal == NONE)
			hit = literals->states[hit].shorter;
		for (; hit != NONE; hit = literals->states[hit].shorter) {
			uint32_t number = literals->states[hit].literal;
			size_t len = literals->lens[number];
			if (!found(state, number, i + 1 - len, i + 1))
				return false;
		}
	}
	return true;
}
