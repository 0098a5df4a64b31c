/* SPDX-License-Identifier: MIT */
/* site_proof.c - the pages read once more, with the profile that is proposed for them */
#include "parse/site_proof.h"

#include <string.h>

#include "lib/limits.h"
#include "parse/overrule.h"

static bool
has_key(const struct site_proposals *proposals, enum overrule_key key)
{
	for (size_t i = 0; i < proposals->n; i++)
		if (!proposals->items[i].dropped && proposals->items[i].key == key)
			return true;
	return false;
}

static bool
drop(struct site_proposals *proposals, enum overrule_key key)
{
	bool any = false;
	for (size_t i = 0; i < proposals->n; i++) {
		if (proposals->items[i].dropped || proposals->items[i].key != key)
			continue;
		proposals->items[i].dropped = any = true;
	}
	return any;
}

/* Its helping keys first; then all of it. */
static bool
drop_topic(struct site_proposals *proposals, const struct site_topic *topic)
{
	bool any = false;
	for (int i = 1; i < SITE_TOPIC_KEYS; i++)
		any = drop(proposals, topic->keys[i]) || any;
	return any || drop(proposals, topic->keys[0]);
}

static const struct overrule *
compile(struct arena *arena, const struct site_proposals *proposals, struct profile *profile)
{
	struct str why;
	*profile = (struct profile){.name = STR("proposed"), .path = STR("proposed")};
	for (size_t i = 0; i < proposals->n; i++) {
		const struct site_proposal *proposal = &proposals->items[i];
		if (!proposal->dropped)
			*ARENA_PUSH(arena, &profile->entries) = (struct ini_entry){
			    STR("parse"), overrule_keys[proposal->key].name, proposal->selector, 0};
	}
	return overrule_compile(arena, profile, &why);
}

/* One page; which topics are no longer what they were is noted in `bad`. */
static void
prove_page(const struct site_page *page, const struct overrule *overrule, struct arena *arena,
    struct site_proof *proof, bool *bad)
{
	const struct article *without = page->page->article;
	const struct article *with = site_pages_read(page, arena, overrule);
	for (int i = 0; i < SITE_N_TOPICS; i++) {
		const struct site_topic *topic = &site_topics[i];
		bool same = topic->same(topic, arena, without, with);
		bool by_profile = str_eq(site_topic_source(topic, with), STR("profile"));
		bad[i] = bad[i] || !same;
		if (!topic->sample(topic, arena, without).ptr)
			continue;
		proof->wanted[i]++;
		proof->same[i] += same && by_profile;
	}
}

/* False when nothing was bad that can be dropped. */
static bool
drop_bad(struct site_proposals *proposals, const bool *bad)
{
	bool dropped = false;
	for (int i = 0; i < SITE_N_TOPICS; i++) {
		if (bad[i] && has_key(proposals, site_topics[i].keys[0]))
			dropped = drop_topic(proposals, &site_topics[i]) || dropped;
		else if (bad[i]) /* what was removed was of use to somebody */
			dropped = drop(proposals, OVERRULE_REMOVE) || dropped;
	}
	return dropped;
}

void
site_proof_run(
    const struct site_pages *pages, struct site_proposals *proposals, struct site_proof *proof)
{
	struct arena arena;
	bool bad[SITE_N_TOPICS];
	arena_init(&arena, LIMIT_PARSE_BYTES);
	do { /* ends, for each time something is dropped */
		struct profile profile;
		memset(bad, 0, sizeof bad);
		*proof = (struct site_proof){{0}, {0}};
		for (size_t i = 0; i < pages->n; i++) {
			arena_reset(&arena);
			const struct overrule *overrule = compile(&arena, proposals, &profile);
			prove_page(&pages->items[i], overrule, &arena, proof, bad);
		}
	} while (drop_bad(proposals, bad));
	arena_clear(&arena);
}
