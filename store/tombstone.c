/* SPDX-License-Identifier: MIT */
/* tombstone.c - the line that tells a consumer to drop an article */
#include "store/tombstone.h"

#include "lib/json.h"
#include "lib/record.h"

static const char *const names[TOMBSTONE_N_CAUSES] = {
    [TOMBSTONE_GONE] = "gone",
    [TOMBSTONE_MISSING] = "missing",
    [TOMBSTONE_MOVED] = "moved",
    [TOMBSTONE_FORGOTTEN] = "forgotten",
    [TOMBSTONE_LEFT] = "left",
};

const char *
tombstone_name(enum tombstone_cause cause)
{
	return names[cause];
}

enum tombstone_cause
tombstone_cause_of(struct str deleted)
{
	if (!deleted.ptr)
		return TOMBSTONE_LEFT;
	for (int cause = 0; cause < TOMBSTONE_N_CAUSES; cause++)
		if (str_eq(deleted, str_from(names[cause])))
			return (enum tombstone_cause)cause;
	return TOMBSTONE_GONE;
}

void
tombstone_write(struct buf *out, struct str url, enum tombstone_cause cause, struct str deleted_at)
{
	buf_addf(out, "{\"record\":\"tombstone\",\"schema\":%d,\"url\":", RECORD_SCHEMA);
	json_write_string(out, url);
	buf_addf(out, ",\"cause\":\"%s\"", names[cause]);
	if (cause != TOMBSTONE_FORGOTTEN && deleted_at.len > 0) {
		buf_add_text(out, ",\"deleted_at\":");
		json_write_string(out, deleted_at);
	}
	buf_add_char(out, '}');
}
