/* SPDX-License-Identifier: MIT */
/* term_card.h - glossary cards: a term and its definition, shown beside the article */
#ifndef PARSE_TERM_CARD_H
#define PARSE_TERM_CARD_H

#include "parse/page.h"

/* Fills `terms` and marks the cards' segments, with the buttons and labels inside the card. */
void term_card_find(struct page *page);

#endif
