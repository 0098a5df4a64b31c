/* SPDX-License-Identifier: MIT */
/* language.c - which language a text is written in, by scripts and by its most frequent words */
#include "normalize/language.h"

#include <string.h>

#include "lib/ascii.h"
#include "lib/unicode.h"

#define LEAST_LETTERS 20 /* fewer say nothing */
#define LEN(array)    (sizeof(array) / sizeof *(array))
#define WORD_MAX      12 /* bytes of the longest word in the table, and some */
#define LEAST_WORDS   8  /* words of a Latin text before it is judged */

/* Characters that only the simplified (no code in Big5) or only the traditional script (no code in
 * GB 2312) writes, the frequent ones; in ascending order. */
static const uint16_t simplified[] = {0x4E1A, 0x4E1C, 0x4E24, 0x4E25, 0x4E3A, 0x4E49, 0x4E50,
    0x4E60, 0x4E66, 0x4E70, 0x4E9A, 0x4EA7, 0x4EC5, 0x4ECE, 0x4EEC, 0x4F17, 0x4F1A, 0x4F20, 0x4F24,
    0x4FA7, 0x503A, 0x50A8, 0x5173, 0x5174, 0x517B, 0x519B, 0x51B2, 0x51B3, 0x51B5, 0x51C0, 0x51C9,
    0x51CF, 0x51E4, 0x51FB, 0x5218, 0x521B, 0x522B, 0x5242, 0x5267, 0x52A1, 0x52A8, 0x52B3, 0x52BF,
    0x52CB, 0x533A, 0x533B, 0x534E, 0x534F, 0x5355, 0x5356, 0x5362, 0x536B, 0x5385, 0x5386, 0x5389,
    0x538B, 0x53BF, 0x53C2, 0x53CC, 0x53D1, 0x53D8, 0x53F6, 0x53F7, 0x53F9, 0x5417, 0x542F, 0x5458,
    0x56E2, 0x56ED, 0x56F4, 0x56FD, 0x56FE, 0x5706, 0x573A, 0x5757, 0x575A, 0x575B, 0x5904, 0x5907,
    0x591F, 0x5934, 0x593A, 0x594B, 0x5956, 0x5987, 0x5B59, 0x5B66, 0x5B9D, 0x5B9E, 0x5BA1, 0x5BAB,
    0x5BBD, 0x5BBE, 0x5BF9, 0x5BFB, 0x5BFC, 0x5BFF, 0x5C06, 0x5C14, 0x5C18, 0x5C42, 0x5C5E, 0x5C81,
    0x5C9B, 0x5E01, 0x5E08, 0x5E10, 0x5E26, 0x5E2E, 0x5E7F, 0x5E93, 0x5E94, 0x5E9F, 0x5F00, 0x5F03,
    0x5F20, 0x5F39, 0x5F3A, 0x5F52, 0x5F55, 0x5F7B, 0x5FC6, 0x5FE7, 0x6001, 0x603B, 0x6073, 0x6076,
    0x60EF, 0x6218, 0x6237, 0x6267, 0x6269, 0x626B, 0x62A4, 0x62A5, 0x62E5, 0x62E9, 0x6324, 0x6325,
    0x635F, 0x6362, 0x65AD, 0x65E0, 0x65F6, 0x6765, 0x6837, 0x68C0, 0x70B9, 0x70BC, 0x70ED, 0x73B0,
    0x7535, 0x7597, 0x7ECF, 0x7EF4, 0x80A0, 0x80BE, 0x80C6, 0x810F, 0x8111, 0x8131, 0x8282, 0x836F,
    0x8425, 0x89C1, 0x89C9, 0x8BA9, 0x8BCA, 0x8BDD, 0x8BE5, 0x8BED, 0x8BF4, 0x8BF7, 0x8F66, 0x8F6C,
    0x8F7B, 0x8FBE, 0x8FC7, 0x8FD0, 0x8FD9, 0x8FDB, 0x953B, 0x957F, 0x95E8, 0x95EE, 0x95F4, 0x9884,
    0x9888};
static const uint16_t traditional[] = {0x4E9E, 0x4F86, 0x5011, 0x5074, 0x5099, 0x50B3, 0x50B5,
    0x50B7, 0x50C5, 0x50F9, 0x512A, 0x5132, 0x5152, 0x5169, 0x5225, 0x5275, 0x5287, 0x5289, 0x5291,
    0x52D5, 0x52D9, 0x52DE, 0x52E2, 0x52F3, 0x5340, 0x5354, 0x53B2, 0x53C3, 0x54E1, 0x554F, 0x555F,
    0x55AE, 0x55CE, 0x5606, 0x56B4, 0x570B, 0x570D, 0x5712, 0x5713, 0x5716, 0x5718, 0x57F7, 0x5805,
    0x5831, 0x5834, 0x584A, 0x5875, 0x58C7, 0x58D3, 0x58DE, 0x58FD, 0x5920, 0x596A, 0x596E, 0x5A66,
    0x5B6B, 0x5B78, 0x5BAE, 0x5BE6, 0x5BE7, 0x5BE9, 0x5BEC, 0x5BF6, 0x5C07, 0x5C0B, 0x5C0D, 0x5C0E,
    0x5C64, 0x5C6C, 0x5CF6, 0x5E2B, 0x5E33, 0x5E36, 0x5E63, 0x5E6B, 0x5E7E, 0x5EAB, 0x5EE0, 0x5EE2,
    0x5EE3, 0x5EF3, 0x5F35, 0x5F37, 0x5F48, 0x5F9E, 0x5FA9, 0x5FB9, 0x60E1, 0x614B, 0x6163, 0x6182,
    0x61B6, 0x61C7, 0x61C9, 0x61F7, 0x6230, 0x6236, 0x6383, 0x639B, 0x63DB, 0x63EE, 0x640D, 0x64C1,
    0x64C7, 0x64CA, 0x64DA, 0x64E0, 0x64F4, 0x65B7, 0x6642, 0x66F8, 0x6703, 0x6771, 0x68C4, 0x696D,
    0x6A02, 0x6A23, 0x6AA2, 0x6B72, 0x6B77, 0x6B78, 0x6C7A, 0x6CC1, 0x6DBC, 0x6DE8, 0x6E1B, 0x70BA,
    0x7121, 0x7149, 0x71B1, 0x71DF, 0x723E, 0x734E, 0x73FE, 0x7522, 0x7570, 0x7642, 0x767C, 0x76E7,
    0x773E, 0x7A2E, 0x7BC0, 0x7D93, 0x7DAD, 0x7E23, 0x7E3D, 0x7FA9, 0x7FD2, 0x8056, 0x807D, 0x812B,
    0x814E, 0x8166, 0x8178, 0x81BD, 0x81DF, 0x8207, 0x8208, 0x838A, 0x83EF, 0x8449, 0x85E5, 0x8655,
    0x865F, 0x885B, 0x885D, 0x898B, 0x89BA, 0x8A3A, 0x8A71, 0x8A72, 0x8A9E, 0x8AAA, 0x8ACB, 0x8B77,
    0x8B8A, 0x8B93, 0x8CB7, 0x8CD3, 0x8CE3, 0x8ECA, 0x8ECD, 0x8F15, 0x8F49, 0x9019, 0x9032, 0x904B,
    0x904E, 0x9054, 0x91AB, 0x9304, 0x935B, 0x9577, 0x9580, 0x958B, 0x9593, 0x95DC, 0x96D9, 0x96F2,
    0x96FB, 0x9810, 0x982D, 0x9838, 0x9858, 0x990A, 0x9A5A, 0x9AD4, 0x9CF3, 0x9EDE};

enum latin { ENGLISH, GERMAN, FRENCH, SPANISH, ITALIAN, PORTUGUESE, DUTCH, N_LATIN };

static const char *const latin_tags[N_LATIN] = {"en", "de", "fr", "es", "it", "pt", "nl"};

/* The most frequent words that few of the others share, between spaces. */
static const char *const latin_words[N_LATIN] = {
    " the of and to is that it was for with as are this be by from have not which ",
    " der die und das den nicht von mit ist des sich dem ein eine auch auf wird zu im bei ",
    " le la les des et est du une dans pour que qui sur pas au avec ce plus par ne ",
    " el la los de y en que las del un por con una su para es se al lo como ",
    " il di che la per un non sono del una della con si da le dei nel gli anche ",
    " o a de que e do da em um para com uma os no se na por mais as dos ",
    " de het een van en dat is op te zijn voor met niet aan die er door bij ook ",
};

/* Tags as pages declare them, and what they say about the script. */
struct alias {
	const char *declared, *tag;
};
static const struct alias aliases[] = {
    {"zh", "zh"},
    {"zh-cn", "zh-Hans"},
    {"zh-sg", "zh-Hans"},
    {"zh-hans", "zh-Hans"},
    {"zh-tw", "zh-Hant"},
    {"zh-hk", "zh-Hant"},
    {"zh-mo", "zh-Hant"},
    {"zh-hant", "zh-Hant"},
};

/* A bit for each character of a table, from TABLE_FIRST on. */
#define TABLE_FIRST 0x4E00u
#define TABLE_LAST  0x9FFFu
struct script {
	unsigned char bits[(TABLE_LAST - TABLE_FIRST) / 8 + 1];
};

struct counts {
	size_t n_han, n_kana, n_hangul, n_latin, n_other;
	struct script simplified, traditional; /* unless only scripts are counted */
	size_t n_simplified, n_traditional;
	size_t n_words, by_language[N_LATIN];
};

static void
script_init(struct script *script, const uint16_t *table, size_t n)
{
	memset(script, 0, sizeof *script);
	for (size_t i = 0; i < n; i++)
		script->bits[(table[i] - TABLE_FIRST) / 8] |= (unsigned char)(1u << (table[i] % 8));
}

static bool
is_in(const struct script *script, uint32_t c)
{
	return c >= TABLE_FIRST && c <= TABLE_LAST &&
	       (script->bits[(c - TABLE_FIRST) / 8] >> (c % 8) & 1);
}

static void
count_letter(struct counts *counts, uint32_t c, bool scripts_only)
{
	if (unicode_is_han(c)) {
		counts->n_han++;
		if (scripts_only)
			return;
		counts->n_simplified += is_in(&counts->simplified, c);
		counts->n_traditional += is_in(&counts->traditional, c);
	} else if (unicode_is_latin(c)) {
		counts->n_latin++;
	} else if (unicode_is_kana(c)) {
		counts->n_kana++;
	} else if (unicode_is_hangul(c)) {
		counts->n_hangul++;
	} else if (c >= 0x80 && unicode_is_letter(c)) {
		counts->n_other++;
	}
}

/* A word of ASCII letters, looked up in every language's list. */
static void
count_word(struct counts *counts, const char *word, size_t len, bool scripts_only)
{
	char key[WORD_MAX + 3];
	counts->n_words++;
	if (scripts_only || len > WORD_MAX)
		return;
	key[0] = ' ';
	memcpy(key + 1, word, len);
	memcpy(key + 1 + len, " ", 2);
	for (int i = 0; i < N_LATIN; i++)
		counts->by_language[i] += strstr(latin_words[i], key) != NULL;
}

/* U+5000 to U+8FFF begin with these bytes, and all of them are Han. */
static bool
is_han_here(struct str text, size_t at)
{
	unsigned char byte = (unsigned char)text.ptr[at];
	return byte >= 0xE5 && byte <= 0xE8 && unicode_is_three(text, at);
}

static void
count_text(struct counts *counts, struct str text, bool scripts_only)
{
	char word[WORD_MAX + 1];
	size_t len = 0;
	if (!scripts_only) {
		script_init(&counts->simplified, simplified, LEN(simplified));
		script_init(&counts->traditional, traditional, LEN(traditional));
	}
	for (size_t at = 0; at < text.len;) {
		if (scripts_only && len == 0 && is_han_here(text, at)) {
			counts->n_han++;
			at += 3;
			continue;
		}
		uint32_t c = unicode_next(text, &at);
		count_letter(counts, c, scripts_only);
		if (unicode_is_latin(c)) {
			if (len < WORD_MAX)
				word[len] = c < 0x80 ? ascii_lower((char)c) : '?';
			len += len <= WORD_MAX;
		} else if (len > 0) {
			count_word(counts, word, len, scripts_only);
			len = 0;
		}
	}
	if (len > 0)
		count_word(counts, word, len, scripts_only);
}

static struct str
latin_language(const struct counts *counts)
{
	int best = 0;
	for (int i = 1; i < N_LATIN; i++)
		if (counts->by_language[i] > counts->by_language[best])
			best = i;
	/* One word in twelve, or the text is not in a language of the table. */
	if (counts->n_words < LEAST_WORDS || counts->by_language[best] * 12 < counts->n_words)
		return (struct str){NULL, 0};
	return str_from(latin_tags[best]);
}

static struct str
detect(const struct counts *counts)
{
	size_t cjk = counts->n_han + counts->n_kana + counts->n_hangul;
	if (cjk + counts->n_words * 2 + counts->n_other < LEAST_LETTERS)
		return (struct str){NULL, 0};
	/* A word of Latin letters weighs as much as a CJK character. */
	if (counts->n_words > cjk && counts->n_latin > counts->n_other)
		return latin_language(counts);
	if (counts->n_other > cjk)
		return (struct str){NULL, 0};
	if (counts->n_hangul * 5 > cjk)
		return STR("ko");
	if (counts->n_kana * 10 > cjk)
		return STR("ja");
	if (counts->n_simplified == counts->n_traditional)
		return (struct str){NULL, 0};
	return counts->n_simplified > counts->n_traditional ? STR("zh-Hans") : STR("zh-Hant");
}

static struct str
canonical(struct str declared)
{
	for (size_t i = 0; i < LEN(aliases); i++)
		if (str_eq_nocase(declared, str_from(aliases[i].declared)))
			return str_from(aliases[i].tag);
	return declared;
}

struct str
language_of(struct str text, struct str declared)
{
	struct counts counts = {0};
	count_text(&counts, str_slice(text, 0, LANGUAGE_SAMPLE), false);
	struct str found = detect(&counts);
	/* "en-GB" says more than "en". */
	if (found.len > 0 && declared.len > found.len && str_starts_nocase(declared, found) &&
	    declared.ptr[found.len] == '-')
		return declared;
	return found.len > 0 ? found : canonical(declared);
}

bool
language_is_mixed(struct str text)
{
	struct counts counts = {0};
	count_text(&counts, str_slice(text, 0, SCRIPTS_SAMPLE), true);
	size_t cjk = counts.n_han + counts.n_kana + counts.n_hangul;
	size_t all = cjk + counts.n_words;
	return all >= 100 && cjk * 10 >= all * 3 && cjk * 10 <= all * 7;
}

size_t
language_count_words(struct str text)
{
	size_t n = 0;
	bool in_word = false;
	for (size_t at = 0; at < text.len;) {
		if (is_han_here(text, at)) {
			n++;
			at += 3;
			in_word = false;
			continue;
		}
		uint32_t c = unicode_next(text, &at);
		bool single = unicode_is_han(c) || unicode_is_kana(c);
		bool word = !single && (c < 0x80 ? ascii_is_alnum((char)c) || c == '\''
						 : unicode_is_letter(c) || c == 0x2019);
		n += single || (word && !in_word);
		in_word = word;
	}
	return n;
}
