/* SPDX-License-Identifier: MIT */
/* teasers.c - texts beside the article: related teasers, glossary cards */
#include "normalize/teasers.h"

#include <string.h>

#include "lib/unicode.h"
#include "normalize/body.h"
#include "normalize/bold.h"
#include "normalize/people.h"
#include "normalize/sentence.h"

struct walk {
	struct arena *arena;
	const struct teasers_tools *tools;
	struct removed_list *removed;
	struct str member;
	int at;
};

static void
note(const struct walk *walk, struct str rule, struct str text)
{
	*ARENA_PUSH(walk->arena, walk->removed) =
	    (struct removed){.rule = rule, .at = walk->at, .text = text, .member = walk->member};
}

static bool
takes(const struct walk *walk, struct str line)
{
	struct rules_hit hit;
	struct str none = {NULL, 0};
	if (line.len == 0 ||
	    !boilerplate_match(walk->tools->rules, walk->tools->page, none, line, &hit))
		return false;
	note(walk, hit.name, line);
	return true;
}

/* A button at the end, behind the last full sentence: "…感受。 了解详情". */
static struct str
without_last_button(const struct walk *walk, struct str text)
{
	for (;;) {
		size_t end = sentence_last_end(text);
		struct str tail = str_trim(str_slice(text, end, text.len));
		if (end == 0 || tail.len == 0 || !takes(walk, tail))
			return text;
		text = str_trim(str_slice(text, 0, end));
	}
}

static bool
line_goes(void *state, struct str line)
{
	return takes(state, line);
}

static struct str
clean(const struct walk *walk, struct str text)
{
	if (!text.ptr)
		return text;
	struct walk state = *walk; /* the same list of removed texts */
	return without_last_button(walk, body_without_lines(walk->arena, text, line_goes, &state));
}

static void
clean_people(const struct walk *walk, struct person_list *people)
{
	for (size_t i = 0; i < people->n; i++) {
		struct person *person = &people->items[i];
		struct str *const texts[] = {&person->name, &person->job_title,
		    &person->affiliation, &person->affiliation_grade, &person->department};
		for (size_t j = 0; j < sizeof texts / sizeof *texts; j++)
			repair_text(walk->tools->repair, walk->arena, REPAIR_LABEL, texts[j]);
		people_normalize(walk->arena, person);
	}
}

static void
clean_teaser(const struct walk *walk, struct related *related)
{
	struct str *teaser = &related->teaser;
	if (teaser->len == 0)
		return;
	bold_repair(walk->tools->repair, walk->arena, REPAIR_LABEL, true, teaser);
	*teaser = clean(walk, *teaser);
	size_t end = sentence_last_end(*teaser);
	if (end == teaser->len)
		return;
	if (sentence_is_cut(*teaser))
		related->teaser_truncated = true;
	if (related->teaser_truncated && walk->tools->whole && end > 0) {
		note(walk, STR("half-sentence"), str_trim(str_slice(*teaser, end, teaser->len)));
		*teaser = str_slice(*teaser, 0, end);
	}
}

static void
clean_related(struct walk *walk, struct article *article)
{
	struct related_list kept = {NULL, 0};
	walk->member = STR("related");
	for (size_t i = 0; i < article->related.n; i++) {
		struct related related = article->related.items[i];
		walk->at = (int)i;
		bold_repair(walk->tools->repair, walk->arena, REPAIR_LABEL, false, &related.title);
		clean_people(walk, &related.authors);
		clean_teaser(walk, &related);
		if (takes(walk, related.title))
			related.title = (struct str){NULL, 0};
		if (related.title.len > 0 || related.teaser.len > 0)
			*ARENA_PUSH(walk->arena, &kept) = related;
	}
	article->related = kept;
}

static void
clean_terms(struct walk *walk, struct article *article)
{
	struct term_list kept = {NULL, 0};
	walk->member = STR("terms");
	for (size_t i = 0; i < article->terms.n; i++) {
		struct term term = article->terms.items[i];
		walk->at = (int)i;
		repair_text(walk->tools->repair, walk->arena, REPAIR_LABEL, &term.term);
		bold_repair(
		    walk->tools->repair, walk->arena, REPAIR_PROSE, false, &term.definition);
		term.definition = clean(walk, term.definition);
		if (term.definition.len == 0 && takes(walk, term.term))
			continue;
		*ARENA_PUSH(walk->arena, &kept) = term;
	}
	article->terms = kept;
}

void
teasers_normalize(struct arena *arena, const struct teasers_tools *tools, struct article *article)
{
	struct walk walk = {arena, tools, &article->removed, {NULL, 0}, 0};
	clean_related(&walk, article);
	clean_terms(&walk, article);
	walk.member = STR("authors");
	clean_people(&walk, &article->authors);
}
