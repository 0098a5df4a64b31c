/* SPDX-License-Identifier: MIT */
/* emit.c - the archive that a run writes: exactly one record for what became of each request */
#include "fetch/emit.h"

#include <stdio.h>
#include <string.h>

#include "lib/diag.h"
#include "lib/digest.h"
#include "lib/limits.h"
#include "lib/note.h"
#include "lib/outcome.h"
#include "lib/timestamp.h"
#include "lib/uuid.h"
#include "lib/warc_write.h"

/* Deferred URLs are worth another try after this long, unless someone knows better. */
#define USUAL_RETRY 3600.0

/* Who names a later time than this means "go away", and "18446744073709551615" is no date. */
#define LATEST_RETRY (30 * 86400.0)

/* One record's header fields, note and request text: a few URLs and the limits on them. */
#define RECORD_BYTES (8u << 20)
#define NOTE_BYTES   (1u << 20)

void
emit_init(struct emit *emit, struct stage *stage, struct io_out *out)
{
	*emit = (struct emit){.stage = stage, .out = out};
	arena_init(&emit->arena, RECORD_BYTES);
}

void
emit_clear(struct emit *emit)
{
	arena_clear(&emit->arena);
}

static void
finish_record(struct emit *emit, struct warc_header *header, struct str head, struct str body)
{
	header->warcinfo_id = str_from(emit->warcinfo_id);
	warc_write(emit->out, header, head, body, emit->gzip);
}

void
emit_warcinfo(struct emit *emit, const char *agent)
{
	struct buf body;
	char now[TIMESTAMP_LEN + 1];
	struct warc_header header = warc_warcinfo(&emit->arena);
	buf_init(&body, NOTE_BYTES);
	buf_addf(&body, "software: winnow-fetch/%s\r\n", WINNOW_VERSION);
	buf_add_text(&body, "format: WARC File Format 1.1\r\n");
	buf_add_text(&body, "conformsTo: https://iipc.github.io/warc-specifications/"
			    "specifications/warc-format/warc-1.1/\r\n");
	buf_addf(&body, "http-header-user-agent: %s\r\n", agent);
	if (!emit->run[0]) {
		uuid_new(emit->run);
		buf_addf(&body, "winnow-run: %s\r\n", emit->run);
		buf_addf(&body, "winnow-program: %s\r\n", diag_program_name());
		buf_addf(&body, "winnow-version: %s\r\n", WINNOW_VERSION);
		buf_addf(&body, "winnow-started: %s\r\n", timestamp_print(timestamp_now(), now));
	}
	emit->warcinfo_id[0] = '\0';
	snprintf(emit->warcinfo_id, sizeof emit->warcinfo_id, "%.*s", STR_ARGS(header.record_id));
	warc_write(emit->out, &header, buf_str(&body), (struct str){NULL, 0}, emit->gzip);
	buf_clear(&body);
	arena_reset(&emit->arena);
}

static void
write_note(
    struct emit *emit, struct warc_header *header, enum note_kind kind, const struct record *record)
{
	struct buf body;
	buf_init(&body, NOTE_BYTES);
	note_write(&body, kind, record);
	finish_record(emit, header, buf_str(&body), (struct str){NULL, 0});
	buf_clear(&body);
}

void
emit_end(struct emit *emit)
{
	struct record end = {.kind = RECORD_END}, own;
	struct warc_header header =
	    warc_metadata(&emit->arena, (struct str){NULL, 0}, (struct str){NULL, 0});
	end.end.run = str_from(emit->run);
	stage_run_ends(emit->stage, &end, &own);
	write_note(emit, &header, NOTE_END, &own);
	arena_reset(&emit->arena);
}

/* Counts what a response says: parse judges 2xx pages, here each is one. */
static void
count_response(struct emit *emit, int status, const char *outcome)
{
	struct record record = {.kind = RECORD_OUTCOME};
	if (status / 100 == 3)
		outcome = "redirected";
	else if (status / 100 != 2)
		outcome = "http-error";
	if (outcome)
		record.outcome.outcome = str_from(outcome);
	else
		record.kind = RECORD_ARTICLE;
	stage_count_out(emit->stage, &record);
	tally_add(&emit->tally, outcome, status);
}

static void
set_answer(struct emit *emit, struct warc_header *header, const struct transfer *transfer)
{
	header->date = timestamp_str(&emit->arena, transfer->answered_at);
	header->ip_address = str_from(transfer->ip[0] ? transfer->ip : NULL);
}

static bool
has_history(const struct visit *visit)
{
	return visit->via.ptr || visit->depth > 0 || visit->requested_url.ptr ||
	       visit->redirects.n > 0;
}

/* The companion that says how the crawl came to the URL, and the request as sent. */
static void
write_companions(struct emit *emit, const struct transfer *transfer,
    const struct warc_header *answer, bool with_validators)
{
	struct record record = {.kind = RECORD_ARTICLE, .visit = transfer->request->visit};
	struct str uri = answer->target_uri;
	if (!with_validators)
		record.visit.etag = record.visit.last_modified = record.visit.payload_digest =
		    (struct str){NULL, 0};
	if (has_history(&record.visit) || with_validators) {
		struct warc_header header = warc_metadata(&emit->arena, uri, answer->record_id);
		write_note(emit, &header, NOTE_REQUEST, &record);
	}
	if (emit->keep_requests) {
		struct warc_header header = warc_request(&emit->arena, uri, answer->record_id);
		set_answer(emit, &header, transfer);
		finish_record(
		    emit, &header, buf_str(&transfer->sent_header), (struct str){NULL, 0});
	}
}

void
emit_response(struct emit *emit, const struct transfer *transfer)
{
	struct buf head;
	const char *truncated = transfer_meanings[transfer->end].truncated;
	struct warc_header header = warc_response(&emit->arena, transfer->request->visit.url);
	set_answer(emit, &header, transfer);
	header.truncated = str_from(truncated);
	buf_init(&head, 2 * LIMIT_HEADER_BYTES);
	header_archive(&transfer->header, transfer->body.len, &head);
	write_companions(emit, transfer, &header, false);
	finish_record(emit, &header, buf_str(&head), buf_str(&transfer->body));
	emit->tally.body_bytes += transfer->body.len;
	count_response(emit, transfer->header.status, transfer_meanings[transfer->end].outcome);
	buf_clear(&head);
	arena_reset(&emit->arena);
}

void
emit_revisit(struct emit *emit, const struct transfer *transfer, struct str payload_digest,
    bool same_payload)
{
	struct buf head;
	struct warc_header header = warc_revisit(&emit->arena, transfer->request->visit.url,
	    same_payload ? WARC_PROFILE_SAME_PAYLOAD : WARC_PROFILE_NOT_MODIFIED);
	set_answer(emit, &header, transfer);
	header.refers_to_target_uri = header.target_uri;
	if (same_payload)
		header.payload_digest = payload_digest;
	buf_init(&head, 2 * LIMIT_HEADER_BYTES);
	header_archive(&transfer->header, same_payload ? transfer->body.len : 0, &head);
	write_companions(emit, transfer, &header, true);
	finish_record(emit, &header, buf_str(&head), (struct str){NULL, 0});
	struct record record = {.kind = RECORD_OUTCOME};
	record.outcome.outcome = STR("not-modified");
	emit->tally.body_bytes += transfer->body.len;
	stage_count_out(emit->stage, &record);
	tally_add(&emit->tally, "not-modified", transfer->header.status);
	buf_clear(&head);
	arena_reset(&emit->arena);
}

/* A target URI is a URI: what was never one is told in the note alone. */
static struct str
as_uri(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] <= ' ' || (unsigned char)text.ptr[i] >= 0x7f)
			return (struct str){NULL, 0};
	return text.len > 0 ? text : (struct str){NULL, 0};
}

void
emit_outcome(struct emit *emit, const struct visit *visit, const struct emit_outcome *outcome)
{
	struct arena *arena = &emit->arena;
	struct record record = {.kind = RECORD_OUTCOME};
	const struct outcome_row *row = outcome_find(str_from(outcome->outcome));
	int64_t now = timestamp_now();
	record_set_outcome(
	    &record, visit->url, emit->stage->name, outcome->outcome, str_from(outcome->detail));
	struct str url = record.visit.url;
	record.visit = *visit;
	record.visit.url = url;
	record.visit.etag = record.visit.last_modified = record.visit.payload_digest =
	    (struct str){NULL, 0};
	record.visit.fetched_at = timestamp_str(arena, now);
	record.visit.http_status = outcome->http_status;
	record.outcome.input = outcome->input;
	if (row->class == OUTCOME_DEFERRED) {
		double wait = outcome->retry_in >= 0 ? outcome->retry_in : USUAL_RETRY;
		if (wait > LATEST_RETRY)
			wait = LATEST_RETRY;
		record.outcome.retry_at = timestamp_str(arena, now + (int64_t)wait);
	}
	struct warc_header header = warc_metadata(arena, as_uri(url), (struct str){NULL, 0});
	write_note(emit, &header, NOTE_OUTCOME, &record);
	if (strcmp(outcome->outcome, "bad-record") == 0)
		stage_count_rejected(emit->stage, &record);
	else
		stage_count_out(emit->stage, &record);
	tally_add(&emit->tally, outcome->outcome, outcome->http_status);
	arena_reset(arena);
}
