/* SPDX-License-Identifier: MIT */
/* people.h - names, job titles, hospitals, grades and departments told apart */
#ifndef NORMALIZE_PEOPLE_H
#define NORMALIZE_PEOPLE_H

#include "lib/arena.h"
#include "lib/article.h"

/*
 * Puts each part of a person where it belongs when several stand in one member, in any order:
 * "范李 主治医师 骨科 某某医院（三级甲等）", with or without labels (职称：).  Grades become their
 * short form (三甲), job_rank is set from the closed list of titles.  What the page had is kept in
 * `raw` when anything moved; what no list knows stays where it is; nothing is invented.
 */
void people_normalize(struct arena *arena, struct person *person);

/* The rank of a job title, 1 to 5 (士, 师, 中级, 副高, 正高); 0 when the list does not have it. */
int people_rank(struct str job_title);

#endif
