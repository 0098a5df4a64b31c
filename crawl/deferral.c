/* SPDX-License-Identifier: MIT */
/* deferral.c - a URL that breaks a stage is put off, with an outcome that says so */
#include "crawl/deferral.h"

#include <json-c/json.h>
#include <unistd.h>

#include "lib/buf.h"
#include "lib/diag.h"
#include "lib/io.h"
#include "lib/json.h"
#include "lib/limits.h"
#include "lib/record.h"
#include "lib/timestamp.h"
#include "lib/uuid.h"

#define STREAM_BYTES (1u << 20) /* a handful of outcomes */

/* The URL of a request, which winnow-due wrote as JSON. */
static struct str
url_of(struct arena *arena, struct str line)
{
	struct json_object *request = NULL, *url;
	const char *why;
	struct str text = line;
	if (json_read(line, &request, &why) && json_object_object_get_ex(request, "url", &url))
		text = arena_copy(arena, str_from(json_object_get_string(url)));
	json_object_put(request);
	return text;
}

static bool
write_stream(struct arena *arena, struct io_in *requests, struct str why, struct buf *out)
{
	char run[UUID_LEN + 1];
	struct str line, now = timestamp_str(arena, timestamp_now());
	struct record record = {.kind = RECORD_RUN,
	    .run = {str_from(uuid_new(run)), STR("winnow-crawl"), STR(WINNOW_VERSION), now}};
	int n = 0;
	bool fits = record_write(&record, out);
	while (io_in_line(requests, LIMIT_REQUEST_BYTES, &line) == IO_LINE) {
		record_set_outcome(&record, url_of(arena, line), "crawl", "stage-lost", why);
		record.visit.fetched_at = now;
		fits = record_write(&record, out) && fits;
		n++;
	}
	record = (struct record){.kind = RECORD_END,
	    .end = {.run = str_from(run), .stage = STR("crawl"), .in = n, .out = n}};
	return record_write(&record, out) && fits;
}

bool
deferral_store(const struct plan *plan, struct arena *arena, struct runner *runner, int requests,
    const char *night, struct str why)
{
	struct io_in in;
	struct buf stream;
	int status, copy = dup(requests);
	bool stored = false;
	if (copy < 0 || lseek(copy, 0, SEEK_SET) != 0)
		return false;
	io_in_fd(&in, copy, "requests");
	buf_init(&stream, STREAM_BYTES);
	int records = write_stream(arena, &in, why, &stream)
			  ? runner_text(runner, arena, buf_str(&stream))
			  : -1;
	if (records >= 0) {
		struct plan_command command = plan_begin(plan, arena, PLAN_STORE);
		plan_add(&command, arena, "--night");
		plan_add(&command, arena, night);
		plan_add(&command, arena, plan->db);
		stored = runner_task(runner, arena, plan_end(&command, arena), records, &status);
		close(records);
	}
	buf_clear(&stream);
	io_in_close(&in);
	return stored;
}
