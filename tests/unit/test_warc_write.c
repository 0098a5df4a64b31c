/* SPDX-License-Identifier: MIT */
/* test_warc_write.c - archives as we write them, and that reading gives back what was written */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "lib/arena.h"
#include "lib/digest.h"
#include "lib/timestamp.h"
#include "lib/warc_read.h"
#include "lib/warc_write.h"

#define ID   "urn:uuid:00000000-0000-4000-8000-000000000001"
#define DATE "2026-11-22T18:00:03Z"

/* A file without a name, and its bytes. */
static FILE *
open_file(struct io_out *out)
{
	FILE *file = tmpfile();
	assert_non_null(file);
	io_out_fd(out, dup(fileno(file)), "test");
	return file;
}

static struct str
bytes_of(struct arena *arena, FILE *file)
{
	assert_int_equal(fseek(file, 0, SEEK_END), 0);
	long len = ftell(file);
	assert_true(len >= 0);
	char *bytes = arena_alloc(arena, (size_t)len + 1);
	rewind(file);
	assert_int_equal(fread(bytes, 1, (size_t)len, file), len);
	return (struct str){bytes, (size_t)len};
}

static void
a_record_is_written_to_the_letter(void **state)
{
	(void)state;
	struct arena arena;
	struct io_out out;
	arena_init(&arena, 1u << 20);
	FILE *file = open_file(&out);
	struct warc_header header = warc_response(&arena, STR("http://a/\r\nb"));
	header.record_id = STR(ID);
	header.date = STR(DATE);
	header.ip_address = STR("127.0.0.1");
	warc_write(&out, &header, STR("HTTP/1.1 200 OK\r\n\r\n"), STR("abc"), false);
	io_out_close(&out);
	/* Both digests by sha256sum. */
	const struct str wanted =
	    STR("WARC/1.1\r\n"
		"WARC-Type: response\r\n"
		"WARC-Record-ID: <" ID ">\r\n"
		"WARC-Date: " DATE "\r\n"
		"WARC-Target-URI: http://a/  b\r\n"
		"WARC-IP-Address: 127.0.0.1\r\n"
		"WARC-Payload-Digest: sha256:"
		"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\r\n"
		"WARC-Block-Digest: sha256:"
		"04dfbbfc9de110a4cbb93294aa5b7391ea1a3d849da6d15a871440f8d4c2ac19\r\n"
		"Content-Type: application/http;msgtype=response\r\n"
		"Content-Length: 22\r\n"
		"\r\n"
		"HTTP/1.1 200 OK\r\n\r\nabc"
		"\r\n\r\n");
	assert_true(str_eq(bytes_of(&arena, file), wanted));
	fclose(file);
	arena_clear(&arena);
}

/* What each kind of record says of itself when read back. */
static void
each_kind_has_its_fields(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 1u << 20);
	const struct str uri = STR("https://a.example/"), other = STR(ID), none = {NULL, 0};
	const struct {
		struct warc_header header;
		enum warc_type type;
		const char *content_type;
		struct str target_uri, concurrent_to;
		const char *profile;
		bool has_payload_digest;
	} cases[] = {
	    {warc_warcinfo(&arena), WARC_WARCINFO, WARC_TYPE_FIELDS, none, none, NULL, false},
	    {warc_response(&arena, uri), WARC_RESPONSE, WARC_TYPE_HTTP_RESPONSE, uri, none, NULL,
		true},
	    {warc_request(&arena, uri, other), WARC_REQUEST, WARC_TYPE_HTTP_REQUEST, uri, other,
		NULL, false},
	    {warc_metadata(&arena, none, none), WARC_METADATA, WARC_TYPE_FIELDS, none, none, NULL,
		false},
	    {warc_metadata(&arena, uri, other), WARC_METADATA, WARC_TYPE_FIELDS, uri, other, NULL,
		false},
	    {warc_revisit(&arena, uri, WARC_PROFILE_NOT_MODIFIED), WARC_REVISIT,
		WARC_TYPE_HTTP_RESPONSE, uri, none, WARC_PROFILE_NOT_MODIFIED, false},
	    {warc_revisit(&arena, uri, WARC_PROFILE_SAME_PAYLOAD), WARC_REVISIT,
		WARC_TYPE_HTTP_RESPONSE, uri, none, WARC_PROFILE_SAME_PAYLOAD, false},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct io_out out;
		struct warc_in in;
		struct warc_header got;
		struct str block, why;
		int64_t at;
		FILE *file = open_file(&out);
		warc_write(&out, &cases[i].header, STR("x"), none, false);
		io_out_close(&out);
		rewind(file);
		warc_in_fd(&in, dup(fileno(file)), "test");
		assert_int_equal(warc_next(&in, &arena, &got, &block, &why), WARC_RECORD);
		assert_int_equal(got.type, cases[i].type);
		assert_true(str_eq(got.record_id, cases[i].header.record_id));
		assert_true(str_starts(got.record_id, STR("urn:uuid:")));
		assert_true(timestamp_read(got.date, &at));
		assert_true(str_eq(got.content_type, str_from(cases[i].content_type)));
		assert_true(str_eq(got.target_uri, cases[i].target_uri));
		assert_true(str_eq(got.concurrent_to, cases[i].concurrent_to));
		assert_true(str_eq(got.profile, str_from(cases[i].profile)));
		assert_int_equal(got.payload_digest.len > 0, cases[i].has_payload_digest);
		assert_true(str_eq(got.block_digest, digest_of(&arena, STR("x"))));
		assert_int_equal(warc_next(&in, &arena, &got, &block, &why), WARC_END);
		warc_in_close(&in);
		fclose(file);
	}
	arena_clear(&arena);
}

/* ---- write, then read: the same ---- */

static uint32_t
random_next(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u; /* Numerical Recipes' generator */
	return *state >> 8;
}

/* Bytes of a few kinds, so that line ends, signatures and gzip's magic number come up often. */
static struct str
random_block(struct arena *arena, uint32_t *seed)
{
	static const struct str words[] = {STR_INIT("\r\n"), STR_INIT("\n"), STR_INIT("WARC/1.1"),
	    STR_INIT("WARC-Type: response"), STR_INIT("\x1f\x8b\x08"), STR_INIT("\0"),
	    STR_INIT("\xff\xfe"), STR_INIT("text"), STR_INIT("Content-Length: 7")};
	struct buf block;
	buf_init(&block, 1u << 20);
	size_t n = random_next(seed) % 7 == 0 ? random_next(seed) % 40000 : random_next(seed) % 60;
	for (size_t i = 0; i < n; i++)
		buf_add_str(&block, words[random_next(seed) % (sizeof words / sizeof *words)]);
	struct str copy = arena_copy(arena, buf_str(&block));
	buf_clear(&block);
	return copy;
}

#define N_RECORDS 40
#define N_ROUNDS  25

/* form: 0 plain, 1 gzip, 2 each record as it comes. */
static void
write_and_read(struct arena *arena, uint32_t *seed, int form)
{
	struct io_out out;
	struct warc_in in;
	struct warc_header headers[N_RECORDS], got;
	struct str blocks[N_RECORDS], block, why;
	FILE *file = open_file(&out);
	for (size_t i = 0; i < N_RECORDS; i++) {
		blocks[i] = random_block(arena, seed);
		size_t cut = blocks[i].len ? random_next(seed) % blocks[i].len : 0;
		headers[i] =
		    warc_response(arena, arena_printf(arena, "http://a/%u", random_next(seed)));
		warc_write(&out, &headers[i], str_slice(blocks[i], 0, cut),
		    str_slice(blocks[i], cut, blocks[i].len),
		    form == 2 ? random_next(seed) % 2 == 0 : form == 1);
	}
	io_out_close(&out);
	rewind(file);
	warc_in_fd(&in, dup(fileno(file)), "test");
	for (size_t i = 0; i < N_RECORDS; i++) {
		assert_int_equal(warc_next(&in, arena, &got, &block, &why), WARC_RECORD);
		assert_true(str_eq(block, blocks[i]));
		assert_true(str_eq(got.record_id, headers[i].record_id));
		assert_true(str_eq(got.target_uri, headers[i].target_uri));
		assert_true(str_eq(got.block_digest, digest_of(arena, block)));
	}
	assert_int_equal(warc_next(&in, arena, &got, &block, &why), WARC_END);
	warc_in_close(&in);
	fclose(file);
}

static void
what_is_written_is_read(void **state)
{
	(void)state;
	struct arena arena;
	uint32_t seed = 1;
	arena_init(&arena, 1u << 30);
	for (int round = 0; round < N_ROUNDS; round++) {
		write_and_read(&arena, &seed, round % 3);
		arena_reset(&arena);
	}
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_record_is_written_to_the_letter),
	    cmocka_unit_test(each_kind_has_its_fields),
	    cmocka_unit_test(what_is_written_is_read),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
