/* SPDX-License-Identifier: MIT */
/* warc_write.c - web archives out: strict WARC/1.1, plain or one gzip member a record */
#include "lib/warc_write.h"

#include <assert.h>
#include <stdint.h>

#include "lib/digest.h"
#include "lib/gzip.h"
#include "lib/mem.h"
#include "lib/timestamp.h"
#include "lib/uuid.h"

static struct warc_header
fresh(struct arena *arena, enum warc_type type)
{
	char uuid[UUID_LEN + 1];
	struct warc_header header = {.type = type, .type_name = warc_type_name(type)};
	header.record_id = arena_printf(arena, "urn:uuid:%s", uuid_new(uuid));
	header.date = timestamp_str(arena, timestamp_now());
	return header;
}

struct warc_header
warc_warcinfo(struct arena *arena)
{
	struct warc_header header = fresh(arena, WARC_WARCINFO);
	header.content_type = STR(WARC_TYPE_FIELDS);
	return header;
}

struct warc_header
warc_response(struct arena *arena, struct str target_uri)
{
	struct warc_header header = fresh(arena, WARC_RESPONSE);
	header.target_uri = target_uri;
	header.content_type = STR(WARC_TYPE_HTTP_RESPONSE);
	return header;
}

struct warc_header
warc_request(struct arena *arena, struct str target_uri, struct str concurrent_to)
{
	struct warc_header header = fresh(arena, WARC_REQUEST);
	header.target_uri = target_uri;
	header.concurrent_to = concurrent_to;
	header.content_type = STR(WARC_TYPE_HTTP_REQUEST);
	return header;
}

struct warc_header
warc_metadata(struct arena *arena, struct str target_uri, struct str concurrent_to)
{
	struct warc_header header = fresh(arena, WARC_METADATA);
	header.target_uri = target_uri;
	header.concurrent_to = concurrent_to;
	header.content_type = STR(WARC_TYPE_FIELDS);
	return header;
}

struct warc_header
warc_revisit(struct arena *arena, struct str target_uri, const char *profile)
{
	struct warc_header header = fresh(arena, WARC_REVISIT);
	header.target_uri = target_uri;
	header.profile = str_from(profile);
	header.content_type = STR(WARC_TYPE_HTTP_RESPONSE);
	return header;
}

static void
add_field(struct buf *out, const struct warc_field *field, struct str value)
{
	if (value.len == 0)
		return;
	buf_add_str(out, field->name);
	buf_add_text(out, field->is_bracketed ? ": <" : ": ");
	for (size_t i = 0; i < value.len; i++) {
		bool ends = value.ptr[i] == '\r' || value.ptr[i] == '\n' || value.ptr[i] == '\0';
		buf_add_char(out, ends ? ' ' : value.ptr[i]);
	}
	buf_add_text(out, field->is_bracketed ? ">\r\n" : "\r\n");
}

static void
add_header(struct buf *out, const struct warc_header *header, unsigned long long block_len)
{
	buf_add_text(out, "WARC/1.1\r\n");
	for (size_t i = 0; i < warc_fields_len; i++) {
		const struct str *value =
		    (const struct str *)((const char *)header + warc_fields[i].offset);
		add_field(out, &warc_fields[i], *value);
	}
	buf_addf(out, "Content-Length: %llu\r\n\r\n", block_len);
}

void
warc_write(struct io_out *out, const struct warc_header *header, struct str head, struct str body,
    bool gzip)
{
	char block_digest[DIGEST_LEN + 1], payload_digest[DIGEST_LEN + 1];
	struct warc_header full = *header;
	struct digest *digest = digest_new();
	struct buf fields;
	assert(header->type_name.len > 0 && header->record_id.len > 0 && header->date.len > 0);
	digest_add(digest, head);
	digest_add(digest, body);
	digest_free(digest, block_digest);
	full.block_digest = str_from(block_digest);
	if (full.type == WARC_RESPONSE && full.payload_digest.len == 0) {
		digest = digest_new();
		digest_add(digest, body);
		digest_free(digest, payload_digest);
		full.payload_digest = str_from(payload_digest);
	}
	buf_init(&fields, SIZE_MAX / 2);
	add_header(&fields, &full, (unsigned long long)head.len + body.len);
	const struct str pieces[] = {buf_str(&fields), head, body, STR("\r\n\r\n")};
	const size_t n = sizeof pieces / sizeof *pieces;
	if (gzip && !gzip_write(&out->data, pieces, n))
		mem_refused(); /* more than the address space has */
	for (size_t i = 0; !gzip && i < n; i++)
		io_out_add(out, pieces[i]);
	buf_clear(&fields);
	io_out_commit(out);
}
