/* SPDX-License-Identifier: MIT */
/* site_topics.h - what a proposed profile is about: fields, their keys, and when two are the same
 */
#ifndef PARSE_SITE_TOPICS_H
#define PARSE_SITE_TOPICS_H

#include "lib/arena.h"
#include "lib/article.h"
#include "parse/overrule_rules.h"

#define SITE_TOPIC_KEYS 3

struct site_topic {
	const char *name; /* of the member of records, and of its evidence */
	/* Its keys; those after the first help it. OVERRULE_N_KEYS where there are fewer. */
	enum overrule_key keys[SITE_TOPIC_KEYS];
	size_t offset; /* of a text in struct article */
	/* One line for people; absent when the page has nothing of the kind. */
	struct str (*sample)(
	    const struct site_topic *topic, struct arena *arena, const struct article *article);
	bool (*same)(const struct site_topic *topic, struct arena *arena, const struct article *a,
	    const struct article *b);
};

#define SITE_N_TOPICS 10
extern const struct site_topic site_topics[SITE_N_TOPICS];

/* Where the field's value was found; "" when nobody said. */
struct str site_topic_source(const struct site_topic *topic, const struct article *article);

#endif
