/* SPDX-License-Identifier: MIT */
/* fingerprint.c - what two texts that say the same have in common: fold, SimHash, MinHash, Jaccard
 */
#include "lib/fingerprint.h"

#include <stdlib.h>
#include <string.h>

#include "lib/ascii.h"
#include "lib/unicode.h"

#define GRAM 4
#define MINS (FINGERPRINT_BANDS * FINGERPRINT_ROWS)

static bool
is_divider(uint32_t c)
{
	if (c < 0x80)
		return c != 0 && strchr("!\"'(),:;?[]{}", (int)c) != NULL;
	return unicode_is_space(c) || unicode_is_cjk_mark(c);
}

/* A point or comma between two digits is part of the number. */
static bool
is_in_number(struct str text, size_t at)
{
	return at > 0 && at + 1 < text.len && ascii_is_digit(text.ptr[at - 1]) &&
	       ascii_is_digit(text.ptr[at + 1]);
}

struct str
fingerprint_fold(struct arena *arena, struct str text)
{
	char *out = arena_alloc(arena, text.len * 3 / 2 + UNICODE_MAX_BYTES);
	size_t len = 0;
	for (size_t at = 0; at < text.len;) {
		unsigned char byte = (unsigned char)text.ptr[at];
		if (byte >= 0xE4 && byte <= 0xE9 && at + 3 <= text.len) {
			memcpy(out + len, text.ptr + at, 3); /* Han */
			len += 3;
			at += 3;
			continue;
		}
		size_t here = at;
		uint32_t c = unicode_fold_width(unicode_next(text, &at));
		if (c <= ' ' || ((c == '.' || c == ',') && !is_in_number(text, here)) ||
		    (c != ',' && is_divider(c)))
			continue;
		len += unicode_put(out + len, unicode_lower(c));
	}
	return (struct str){out, len};
}

/* The finalizer of MurmurHash3: every bit of the input reaches every bit of the result. */
static uint64_t
mix(uint64_t h)
{
	h ^= h >> 33;
	h *= 0xFF51AFD7ED558CCDu;
	h ^= h >> 33;
	h *= 0xC4CEB9FE1A85EC53u;
	return h ^ h >> 33;
}

/* The last four code points, 16 bits of each. */
struct grams {
	struct str text;
	size_t at;
	uint64_t window;
	int n;
};

static bool
next_gram(struct grams *grams, uint64_t *hash)
{
	bool first = grams->n == 0;
	while (grams->at < grams->text.len) {
		uint32_t c = unicode_next(grams->text, &grams->at);
		grams->window = grams->window << 16 | ((c ^ c >> 16) & 0xFFFF);
		if (++grams->n < GRAM)
			continue;
		*hash = mix(grams->window);
		return true;
	}
	if (!first || grams->n == 0)
		return false;
	*hash = mix(grams->window); /* shorter than one gram */
	return true;
}

/*
 * Counts how often each bit of the hashes is set.  A byte of a hash is spread over the eight bytes
 * of a word, so one addition counts eight bits; the words are emptied before a byte can overflow.
 */
struct counter {
	uint64_t spread[256];
	uint64_t lanes[8];
	int pending;
	uint32_t ones[64];
	uint32_t n;
};

static void
counter_init(struct counter *counter)
{
	memset(counter, 0, sizeof *counter);
	for (unsigned byte = 0; byte < 256; byte++)
		for (unsigned bit = 0; bit < 8; bit++)
			counter->spread[byte] |= (uint64_t)(byte >> bit & 1) << (8 * bit);
}

static void
counter_empty(struct counter *counter)
{
	for (unsigned i = 0; i < 64; i++)
		counter->ones[i] += counter->lanes[i / 8] >> (8 * (i % 8)) & 0xFF;
	memset(counter->lanes, 0, sizeof counter->lanes);
	counter->pending = 0;
}

static void
counter_add(struct counter *counter, uint64_t hash)
{
	for (unsigned i = 0; i < 8; i++)
		counter->lanes[i] += counter->spread[hash >> (8 * i) & 0xFF];
	counter->n++;
	if (++counter->pending == 255)
		counter_empty(counter);
}

static uint64_t
counter_simhash(struct counter *counter)
{
	uint64_t simhash = 0;
	counter_empty(counter);
	for (unsigned i = 0; i < 64; i++)
		if (counter->ones[i] * 2 > counter->n)
			simhash |= (uint64_t)1 << i;
	return simhash;
}

/* An empty minimum takes over that of the next one that is not: alike sets fill alike. */
static void
fill_bands(const uint64_t *mins, uint64_t *bands)
{
	for (size_t band = 0; band < FINGERPRINT_BANDS; band++) {
		uint64_t key = band + 1;
		for (size_t row = 0; row < FINGERPRINT_ROWS; row++) {
			size_t from = band * FINGERPRINT_ROWS + row, steps = 0;
			while (mins[(from + steps) % MINS] == UINT64_MAX)
				steps++;
			key = mix(key ^ (mins[(from + steps) % MINS] + steps));
		}
		bands[band] = key;
	}
}

void
fingerprint_compute(struct str folded, struct fingerprint *out)
{
	struct counter counter;
	struct grams grams = {folded, 0, 0, 0};
	uint64_t mins[MINS], hash;
	memset(out, 0, sizeof *out);
	memset(mins, 0xFF, sizeof mins);
	counter_init(&counter);
	while (next_gram(&grams, &hash)) {
		counter_add(&counter, hash);
		/* The high half chooses the slot, all of it the order in the slot. */
		size_t slot = (size_t)((hash >> 32) * MINS >> 32);
		uint64_t order = hash << 32 | hash >> 32;
		if (order < mins[slot])
			mins[slot] = order;
	}
	if (counter.n == 0)
		return;
	out->simhash = counter_simhash(&counter);
	fill_bands(mins, out->bands);
}

static int
compare_hashes(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

/* The distinct grams of a text, sorted. */
static uint64_t *
gram_set(struct arena *arena, struct str folded, size_t *n)
{
	struct grams grams = {folded, 0, 0, 0};
	uint64_t *set = arena_alloc(arena, (folded.len + 1) * sizeof *set);
	size_t n_all = 0;
	while (next_gram(&grams, &set[n_all]))
		n_all++;
	qsort(set, n_all, sizeof *set, compare_hashes);
	*n = 0;
	for (size_t i = 0; i < n_all; i++)
		if (*n == 0 || set[*n - 1] != set[i])
			set[(*n)++] = set[i];
	return set;
}

double
fingerprint_jaccard(struct arena *arena, struct str folded_a, struct str folded_b)
{
	size_t n_a, n_b, i = 0, j = 0, common = 0;
	const uint64_t *a = gram_set(arena, folded_a, &n_a);
	const uint64_t *b = gram_set(arena, folded_b, &n_b);
	while (i < n_a && j < n_b) {
		if (a[i] == b[j]) {
			common++;
			i++;
			j++;
		} else if (a[i] < b[j]) {
			i++;
		} else {
			j++;
		}
	}
	size_t all = n_a + n_b - common;
	return all == 0 ? 1.0 : (double)common / (double)all;
}

static size_t
count_in(struct str text, struct str needle, size_t most)
{
	size_t n = 0, at;
	while (n < most && (at = str_find(text, needle)) != STR_NOT_FOUND) {
		text = str_slice(text, at + needle.len, text.len);
		n++;
	}
	return n;
}

/* Whether `a` is about something that `b` never names. */
static bool
names_more(const struct fingerprint_page *a, const struct fingerprint_page *b)
{
	for (size_t at = 0; at < a->title.len;) {
		size_t from = at;
		uint32_t c = unicode_next(a->title, &at);
		struct str letter = str_slice(a->title, from, at);
		if (!unicode_is_cjk(c))
			continue;
		if (str_find(b->title, letter) == STR_NOT_FOUND &&
		    str_find(b->text, letter) == STR_NOT_FOUND && count_in(a->text, letter, 2) == 2)
			return true;
	}
	return false;
}

/* The same by words, for scripts that have them. */
static bool
names_more_words(const struct fingerprint_page *a, const struct fingerprint_page *b)
{
	struct str rest = a->title;
	while (rest.ptr) {
		struct str word = str_cut(&rest, ' ');
		if (word.len < 4 || str_find_nocase(b->title, word) != STR_NOT_FOUND)
			continue;
		if (str_find_nocase(b->text, word) == STR_NOT_FOUND &&
		    str_find_nocase(a->text, word) != STR_NOT_FOUND)
			return true;
	}
	return false;
}

bool
fingerprint_same_subject(const struct fingerprint_page *a, const struct fingerprint_page *b)
{
	return !names_more(a, b) && !names_more(b, a) && !names_more_words(a, b) &&
	       !names_more_words(b, a);
}
