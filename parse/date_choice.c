/* SPDX-License-Identifier: MIT */
/* date_choice.c - which of the dates that a page gives are its article's */
#include "parse/date_choice.h"

#define HOUR 3600
#define DAY  (24 * HOUR)

static bool
is_published(const struct sighting *sighting)
{
	return sighting->label == DATE_PUBLISHED || sighting->label == DATE_UNLABELLED;
}

bool
date_choice_is_made(const struct sighting_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		if (is_published(&list->items[i]))
			return true;
	return false;
}

static const struct sighting *
first(const struct sighting_list *list, bool stated, enum date_label label)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].stated == stated && list->items[i].label == label)
			return &list->items[i];
	return NULL;
}

/* Days since 1970 of the calendar's day. */
static int64_t
day_of(const struct date *date)
{
	struct date day = {.year = date->year, .month = date->month, .day = date->day};
	return date_instant(&day) / DAY;
}

/*
 * Hours east of UTC, in winter and in summer, where a language is mostly read.  English, Spanish
 * and Portuguese are read in too many zones.
 */
static const struct {
	struct str language;
	int winter, summer;
} zones[] = {
    {STR_INIT("zh"), 8, 8},
    {STR_INIT("ja"), 9, 9},
    {STR_INIT("ko"), 9, 9},
    {STR_INIT("de"), 1, 2},
    {STR_INIT("fr"), 1, 2},
    {STR_INIT("it"), 1, 2},
    {STR_INIT("nl"), 1, 2},
    {STR_INIT("pl"), 1, 2},
    {STR_INIT("cs"), 1, 2},
    {STR_INIT("sk"), 1, 2},
    {STR_INIT("hu"), 1, 2},
    {STR_INIT("da"), 1, 2},
    {STR_INIT("sv"), 1, 2},
    {STR_INIT("nb"), 1, 2},
    {STR_INIT("no"), 1, 2},
    {STR_INIT("fi"), 2, 3},
    {STR_INIT("el"), 2, 3},
    {STR_INIT("ro"), 2, 3},
    {STR_INIT("bg"), 2, 3},
    {STR_INIT("uk"), 2, 3},
    {STR_INIT("tr"), 3, 3},
    {STR_INIT("ru"), 3, 3},
    {STR_INIT("vi"), 7, 7},
    {STR_INIT("th"), 7, 7},
};

static bool
is_midnight_at(const struct date *date, int hours)
{
	return date->minute == 0 && date->second == 0 && date->hour == 24 - hours;
}

/* A day that somebody picked, saved as its midnight and printed in UTC, is the day again. */
static void
move_to_midnight(struct date *date, struct str language)
{
	if (!date->has_time || date->offset != 0)
		return;
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		int hours =
		    is_midnight_at(date, zones[i].summer) ? zones[i].summer : zones[i].winter;
		if (!str_starts_nocase(language, zones[i].language) || !is_midnight_at(date, hours))
			continue;
		*date = date_at(date_instant(date), hours * 60);
		return;
	}
}

/* Whether an instant in UTC falls on this day in some zone, though not in its own. */
static bool
is_other_day_of(const struct date *instant, const struct date *day)
{
	int64_t apart = day_of(day) - day_of(instant);
	if (!instant->has_time || instant->offset != 0 || (apart != 1 && apart != -1))
		return false;
	return apart == 1 ? instant->hour >= 24 - 14 : instant->hour < 12;
}

static bool
is_doubtful(
    const struct sighting_list *list, const struct sighting *stated, const struct sighting *shown)
{
	const struct sighting *modified = first(list, true, DATE_MODIFIED);
	if (day_of(&shown->date) >= day_of(&stated->date))
		return false;
	return shown->label == DATE_PUBLISHED ||
	       (modified && day_of(&modified->date) == day_of(&stated->date));
}

static void
choose_published(struct date_choice *choice, const struct sighting_list *list)
{
	const struct sighting *stated = first(list, true, DATE_PUBLISHED);
	const struct sighting *shown = first(list, false, DATE_PUBLISHED);
	if (!shown)
		shown = first(list, false, DATE_UNLABELLED);
	choice->published = stated && !(shown && is_doubtful(list, stated, shown)) ? stated : shown;
	if (!choice->published)
		return;
	choice->published_date = choice->published->date;
	if (choice->published == stated && shown && is_other_day_of(&stated->date, &shown->date)) {
		choice->published = shown;
		choice->published_date = shown->date;
	}
}

static void
choose_modified(struct date_choice *choice, const struct sighting_list *list)
{
	choice->modified = first(list, true, DATE_MODIFIED);
	if (!choice->modified)
		choice->modified = first(list, false, DATE_MODIFIED);
	if (choice->modified)
		choice->modified_date = choice->modified->date;
}

void
date_choice_make(struct date_choice *choice, const struct sighting_list *list, struct str language)
{
	*choice = (struct date_choice){.published = NULL};
	choose_published(choice, list);
	choose_modified(choice, list);
	if (choice->published && choice->modified && !choice->modified->stated &&
	    day_of(&choice->modified_date) < day_of(&choice->published_date)) {
		struct date_choice swap = *choice;
		choice->published = swap.modified;
		choice->published_date = swap.modified_date;
		choice->modified = swap.published;
		choice->modified_date = swap.published_date;
	}
	if (choice->published)
		move_to_midnight(&choice->published_date, language);
	if (choice->modified)
		move_to_midnight(&choice->modified_date, language);
}
