/* SPDX-License-Identifier: MIT */
/* start_pages.c - where a crawl starts: the operator's list, and what the site profiles say */
#include "crawl/start_pages.h"

#include <unistd.h>

#include "lib/buf.h"
#include "lib/diag.h"
#include "lib/profile.h"
#include "lib/profile_keys.h"

#define SECTION    "site"
#define LIST_BYTES (64u << 20) /* of profiles: a million URLs */

static const char *const keys[] = {"start", "sitemap", "feed"};

static bool
is_start(struct str key)
{
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (str_eq(key, str_from(keys[i])))
			return true;
	return false;
}

static void
list_profile(const struct profile *profile, struct buf *list)
{
	const struct ini_entry *entry;
	for (size_t at = 0; (entry = profile_next(profile, SECTION, &at)) != NULL;)
		if (is_start(entry->key)) {
			buf_add_str(list, entry->value);
			buf_add_char(list, '\n');
		}
}

static bool
list_profiles(const char *folder, struct buf *list)
{
	struct profiles profiles;
	struct str why;
	bool loaded = profiles_load(&profiles, folder, &why);
	for (size_t i = 0; loaded && i < profiles.n; i++)
		loaded = profile_check_section(&profiles.arena, &profiles.items[i], SECTION, &why);
	if (!loaded)
		diag_error("%.*s", STR_ARGS(why));
	for (size_t i = 0; loaded && i < profiles.n; i++)
		list_profile(&profiles.items[i], list);
	profiles_clear(&profiles);
	return loaded;
}

static bool
add(const struct plan *plan, struct arena *arena, struct runner *runner, const char *file, int in)
{
	int status;
	struct plan_command command = plan_begin(plan, arena, PLAN_STORE);
	plan_add(&command, arena, "--seeds");
	plan_add(&command, arena, file);
	plan_add(&command, arena, plan->db);
	return runner_task(runner, arena, plan_end(&command, arena), in, &status);
}

/* Nobody names a start page: that does when there is a database, which has pages to visit again. */
static bool
knows_something(const struct plan *plan)
{
	if (access(plan->db, F_OK) == 0)
		return true;
	if (plan->common.sites)
		diag_error("nothing to start from: no profile in '%s' names a start page",
		    plan->common.sites);
	else
		diag_error("nothing to start from: neither --seeds nor --sites is given");
	return false;
}

bool
start_pages_add(const struct plan *plan, struct arena *arena, struct runner *runner)
{
	struct buf list;
	bool worked = true;
	if (plan->seeds)
		worked = add(plan, arena, runner, plan->seeds, -1);
	buf_init(&list, LIST_BYTES);
	if (worked && plan->common.sites)
		worked = list_profiles(plan->common.sites, &list);
	if (worked && list.len > 0) {
		int in = runner_text(runner, arena, buf_str(&list));
		worked = in >= 0 && add(plan, arena, runner, "-", in);
		if (in >= 0)
			close(in);
	}
	if (worked && list.len == 0 && !plan->seeds)
		worked = knows_something(plan);
	buf_clear(&list);
	return worked;
}
