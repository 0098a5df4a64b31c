/* SPDX-License-Identifier: MIT */
/* archive.c - a WARC stream in, its pages and notes to the pool */
#include "parse/archive.h"

#include <poll.h>
#include <signal.h>

#include "lib/digest.h"
#include "lib/limits.h"
#include "lib/note.h"
#include "lib/timestamp.h"
#include "lib/unicode.h"
#include "lib/url.h"
#include "parse/coding.h"
#include "parse/http.h"

struct reader {
	struct arena arena;   /* of the record at hand */
	struct arena keeping; /* of the note that waits for its response */
	struct stage *stage;
	struct pool *pool;
	const struct document *defaults;
	struct visit visit;   /* of that note */
	struct str visit_for; /* the record it stands beside; absent when none waits */
};

/* A text for a record: bytes that are not UTF-8 have no place there. */
static struct str
text_or_none(struct str text)
{
	return unicode_is_valid(text) && str_find_char(text, '\0') == STR_NOT_FOUND
		   ? text
		   : (struct str){NULL, 0};
}

static void
hand_outcome(struct reader *reader, struct record *record, const char *name, struct str detail)
{
	struct visit visit = record->visit;
	record_set_outcome(record, visit.url, "parse", name, detail);
	record->visit = visit;
	stage_count_in(reader->stage);
	pool_record(reader->pool, record, true);
}

/* The visit of an archived record: from its header, the HTTP head, and the note before it. */
static void
fill_visit(struct reader *reader, const struct warc_header *header,
    const struct http_response *response, struct visit *visit)
{
	if (reader->visit_for.ptr && str_eq(reader->visit_for, header->record_id))
		*visit = reader->visit;
	struct url url;
	struct str none = {NULL, 0};
	if (url_resolve(&reader->arena, none, header->target_uri, &url) == URL_OK)
		visit->url = url_without_fragment(&url);
	else
		visit->url = text_or_none(header->target_uri);
	visit->fetched_at = text_or_none(header->date);
	visit->payload_digest = text_or_none(header->payload_digest);
	if (response) {
		visit->http_status = response->status;
		visit->etag = text_or_none(http_header(response, STR("etag")));
		visit->last_modified = text_or_none(http_header(response, STR("last-modified")));
	}
}

/* What became of a page of which the archive holds a part only (ISO 28500, 5.13). */
static void
hand_part(struct reader *reader, struct str reason, struct record *record)
{
	const char *outcome = "truncated";
	if (str_eq_nocase(reason, STR("length")))
		outcome = "too-large";
	else if (str_eq_nocase(reason, STR("time")))
		outcome = "timeout";
	hand_outcome(reader, record, outcome,
	    arena_printf(&reader->arena, "the archive holds only a part: %.*s",
		STR_ARGS(text_or_none(reason))));
}

static void
hand_page(struct reader *reader, const struct warc_header *header,
    const struct http_response *response, struct record *record)
{
	struct coding coding;
	enum coding_result result = coding_undo(&reader->arena, response, &coding);
	if (result == CODING_TOO_LARGE) {
		hand_outcome(reader, record, "too-large", coding.why);
		return;
	}
	if (header->truncated.ptr) {
		hand_part(reader, header->truncated, record);
		return;
	}
	if (result == CODING_BAD || coding.truncated) {
		hand_outcome(reader, record, "truncated", coding.why);
		return;
	}
	struct document document = *reader->defaults;
	document.body = coding.body;
	document.now = timestamp_now();
	document.content_type = http_header(response, STR("content-type"));
	document.robots_tag = http_header_list(&reader->arena, response, STR("x-robots-tag"));
	if (!record->visit.payload_digest.ptr)
		record->visit.payload_digest = digest_of(&reader->arena, coding.body);
	stage_count_in(reader->stage);
	pool_page(reader->pool, &document, record);
}

static void
hand_redirect(struct reader *reader, const struct http_response *response, struct record *record)
{
	struct url url;
	struct str location = http_header(response, STR("location"));
	struct visit visit = record->visit;
	record_set_outcome(record, visit.url, "parse", "redirected", (struct str){NULL, 0});
	record->visit = visit;
	if (url_resolve(&reader->arena, visit.url, location, &url) == URL_OK)
		record->outcome.location = url.href;
	else
		record->outcome.detail = STR("without a location that can be followed");
	stage_count_in(reader->stage);
	pool_record(reader->pool, record, true);
}

static void
take_response(struct reader *reader, const struct warc_header *header, struct str block)
{
	struct http_response response;
	struct record record = {.kind = RECORD_ARTICLE};
	http_read(&reader->arena, block, &response);
	fill_visit(reader, header, &response, &record.visit);
	int status = response.status;
	if (!response.has_head || (status >= 200 && status < 300))
		hand_page(reader, header, &response, &record);
	else if (status == 304)
		hand_outcome(reader, &record, "not-modified", (struct str){NULL, 0});
	else if (status >= 300 && status < 400)
		hand_redirect(reader, &response, &record);
	else if (status == 429 || status == 503)
		hand_outcome(reader, &record, "retry-after",
		    arena_printf(&reader->arena, "status %d", status));
	else
		hand_outcome(reader, &record, "http-error",
		    arena_printf(&reader->arena, "status %d", status));
}

/* A resource record is a payload without HTTP: its own type says what it is. */
static void
take_resource(struct reader *reader, const struct warc_header *header, struct str block)
{
	struct record record = {.kind = RECORD_ARTICLE};
	struct document document = *reader->defaults;
	document.body = block;
	document.content_type = header->content_type;
	if (!str_starts_nocase(header->target_uri, STR("http")))
		return; /* dns:, filedesc: and the like */
	fill_visit(reader, header, NULL, &record.visit);
	document.now = timestamp_now();
	stage_count_in(reader->stage);
	pool_page(reader->pool, &document, &record);
}

static void
take_revisit(struct reader *reader, const struct warc_header *header, struct str block)
{
	struct http_response response;
	struct record record = {.kind = RECORD_ARTICLE};
	http_read(&reader->arena, block, &response);
	fill_visit(reader, header, response.has_head ? &response : NULL, &record.visit);
	hand_outcome(reader, &record, "not-modified", (struct str){NULL, 0});
}

static void
take_note(struct reader *reader, const struct warc_header *header, struct str block)
{
	enum note_kind kind;
	struct record record, own;
	if (!str_starts_nocase(header->content_type, STR("application/warc-fields")) ||
	    !note_read(&reader->arena, block, &kind, &record))
		return;
	if (kind == NOTE_REQUEST) {
		arena_reset(&reader->keeping);
		if (note_read(&reader->keeping, block, &kind, &record)) {
			reader->visit = record.visit;
			reader->visit_for = arena_copy(&reader->keeping, header->concurrent_to);
		}
	} else if (kind == NOTE_OUTCOME) {
		stage_count_in(reader->stage);
		pool_record(reader->pool, &record, true);
	} else {
		pool_drain(reader->pool);
		stage_run_ends(reader->stage, &record, &own);
		pool_record(reader->pool, &own, false);
	}
}

static void
take_info(struct reader *reader, struct str block)
{
	struct record record = {.kind = RECORD_RUN};
	record.run.run = text_or_none(note_field(block, STR("winnow-run")));
	if (!record.run.run.ptr)
		return;
	record.run.program = text_or_none(note_field(block, STR("winnow-program")));
	record.run.version = text_or_none(note_field(block, STR("winnow-version")));
	record.run.started = text_or_none(note_field(block, STR("winnow-started")));
	pool_drain(reader->pool);
	stage_run_begins(reader->stage, &record);
	pool_record(reader->pool, &record, false);
}

static void
take_damage(
    struct reader *reader, const struct warc_header *header, const char *name, struct str why)
{
	struct record record;
	record_set_outcome(&record, text_or_none(header->target_uri), "parse", name, why);
	stage_count_in(reader->stage);
	pool_record(reader->pool, &record, true);
}

static void
take_record(struct reader *reader, const struct warc_header *header, struct str block)
{
	switch (header->type) {
	case WARC_WARCINFO:
		take_info(reader, block);
		break;
	case WARC_RESPONSE:
		take_response(reader, header, block);
		break;
	case WARC_RESOURCE:
		take_resource(reader, header, block);
		break;
	case WARC_REVISIT:
		take_revisit(reader, header, block);
		break;
	case WARC_METADATA:
		take_note(reader, header, block);
		break;
	default:
		break;
	}
}

/* While the input has nothing, what is at work is finished and passed on. */
static void
drain_if_idle(struct reader *reader, struct warc_in *warc, struct io_out *out)
{
	struct pollfd one = {.fd = warc->source.in.fd, .events = POLLIN};
	if (poll(&one, 1, 0) != 0)
		return;
	pool_drain(reader->pool);
	io_out_flush(out);
}

void
archive_parse(struct warc_in *warc, const struct document *defaults, struct stage *stage,
    struct pool *pool, struct io_out *out)
{
	struct reader reader = {.stage = stage, .pool = pool, .defaults = defaults};
	struct warc_header header;
	struct str block, why;
	arena_init(&reader.arena, LIMIT_RECORD_BYTES);
	arena_init(&reader.keeping, LIMIT_RECORD_BYTES);
	while (stage_signal() != SIGTERM) {
		drain_if_idle(&reader, warc, out);
		enum warc_result result = warc_next(warc, &reader.arena, &header, &block, &why);
		if (result == WARC_END)
			break;
		if (result == WARC_RECORD)
			take_record(&reader, &header, block);
		else
			take_damage(
			    &reader, &header, result == WARC_BAD ? "bad-record" : "too-large", why);
		arena_reset(&reader.arena);
	}
	pool_drain(pool);
	arena_clear(&reader.arena);
	arena_clear(&reader.keeping);
}
