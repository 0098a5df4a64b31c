/* SPDX-License-Identifier: MIT */
/* test_gzip.c - members written at once and piece by piece, and read again */
#include "lib/gzip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define ROOM (1u << 20)

static struct str
long_text(struct buf *text)
{
	buf_init(text, ROOM);
	for (int i = 0; text->len < 200000; i++)
		buf_addf(text, "%d 疼痛是一种感觉 %d\n", i, i * i % 977);
	return buf_str(text);
}

/* Everything that one member holds. */
static void
unpack(struct str member, struct buf *out)
{
	size_t used;
	struct gzip_in *gzip = gzip_in_new(GZIP_MEMBER);
	buf_init(out, ROOM);
	assert_int_equal(gzip_in_add(gzip, member, &used, out, ROOM), GZIP_END);
	assert_int_equal(used, member.len);
	gzip_in_free(gzip);
}

static void
write_in_pieces(struct str text, size_t piece, struct buf *out)
{
	struct gzip_out *gzip = gzip_out_new();
	buf_init(out, ROOM);
	for (size_t at = 0; at < text.len; at += piece)
		assert_true(gzip_out_add(gzip, str_slice(text, at, at + piece), out));
	assert_true(gzip_out_end(gzip, out));
	gzip_out_free(gzip);
}

static void
a_member_is_the_same_however_it_is_cut(void **state)
{
	static const size_t pieces[] = {1, 7, 4096, 65536, ROOM};
	struct buf text, whole, cut, back;
	struct str all = long_text(&text);
	(void)state;
	buf_init(&whole, ROOM);
	assert_true(gzip_write(&whole, &all, 1));
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		write_in_pieces(all, pieces[i], &cut);
		assert_true(str_eq(buf_str(&cut), buf_str(&whole)));
		buf_clear(&cut);
	}
	assert_true(gzip_is_member(buf_str(&whole)));
	unpack(buf_str(&whole), &back);
	assert_true(str_eq(buf_str(&back), all));
	buf_clear(&back);
	buf_clear(&whole);
	buf_clear(&text);
}

static void
nothing_is_a_member_too(void **state)
{
	struct buf empty, back;
	(void)state;
	write_in_pieces(STR(""), 1, &empty);
	unpack(buf_str(&empty), &back);
	assert_int_equal(back.len, 0);
	buf_clear(&empty);
	buf_clear(&back);
}

static void
a_full_buffer_is_told(void **state)
{
	struct buf text, small;
	struct str all = long_text(&text);
	struct gzip_out *gzip = gzip_out_new();
	(void)state;
	buf_init(&small, 100);
	bool fits = gzip_out_add(gzip, all, &small) && gzip_out_end(gzip, &small);
	assert_false(fits);
	gzip_out_free(gzip);
	buf_clear(&small);
	buf_clear(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_member_is_the_same_however_it_is_cut),
	    cmocka_unit_test(nothing_is_a_member_too),
	    cmocka_unit_test(a_full_buffer_is_told),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("lib/gzip", tests, NULL, NULL);
}
