/* SPDX-License-Identifier: MIT */
/* test_fetch_transfer.c - the limits of an exchange, and what its ends mean */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fetch/transfer.h"
#include "lib/outcome.h"

static const struct transfer_limits limits = {
    .resolve = 1, .connect = 2, .first_byte = 3, .stall = 4, .whole = 100};

static const struct {
	const char *name;
	enum transfer_phase phase;
	double after; /* seconds in the phase */
	enum transfer_end end;
} cases[] = {
    {"a name is being looked up", TRANSFER_RESOLVING, 0.9, TRANSFER_ANSWERED},
    {"for too long", TRANSFER_RESOLVING, 1.1, TRANSFER_DNS_TIMEOUT},
    {"a connection is being made", TRANSFER_CONNECTING, 1.9, TRANSFER_ANSWERED},
    {"for too long", TRANSFER_CONNECTING, 2.1, TRANSFER_CONNECT_TIMEOUT},
    {"nothing has come yet", TRANSFER_WAITING, 2.9, TRANSFER_ANSWERED},
    {"for too long", TRANSFER_WAITING, 3.1, TRANSFER_SILENT},
    {"nothing more has come", TRANSFER_RECEIVING, 3.9, TRANSFER_ANSWERED},
    {"for too long", TRANSFER_RECEIVING, 4.1, TRANSFER_STALLED},
    {"an idle one has no limit", TRANSFER_IDLE, 99, TRANSFER_ANSWERED},
    {"the whole takes too long", TRANSFER_RECEIVING, 101, TRANSFER_TOO_LONG},
};

static void
test_limits(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct transfer transfer;
		transfer_init(&transfer, 1000);
		transfer.began = 50;
		transfer_enter(&transfer, cases[i].phase, 50);
		if (transfer_overdue(&transfer, &limits, 50 + cases[i].after) != cases[i].end)
			fail_msg("%s", cases[i].name);
		transfer_clear(&transfer);
	}
}

static void
test_drip_is_a_stall(void **state)
{
	struct transfer transfer;
	double now = 0;
	(void)state;
	transfer_init(&transfer, 1 << 20);
	transfer_enter(&transfer, TRANSFER_RECEIVING, now);
	for (now = 1; now < 50; now++) { /* enough for the limit */
		for (int i = 0; i < 60; i++)
			buf_add_char(&transfer.body, 'x');
		assert_int_equal(transfer_overdue(&transfer, &limits, now), TRANSFER_ANSWERED);
	}
	enum transfer_end end = TRANSFER_ANSWERED;
	for (; now < 60 && end == TRANSFER_ANSWERED; now++) {
		buf_add_char(&transfer.body, 'x');
		end = transfer_overdue(&transfer, &limits, now);
	}
	assert_int_equal(end, TRANSFER_STALLED);
	transfer_clear(&transfer);
}

static void
test_clocks_stand_still(void **state)
{
	struct transfer transfer;
	(void)state;
	transfer_init(&transfer, 1000);
	transfer.began = 1;
	transfer_enter(&transfer, TRANSFER_WAITING, 1);
	transfer_stop_clocks(&transfer, 2);
	assert_int_equal(transfer_overdue(&transfer, &limits, 500), TRANSFER_ANSWERED);
	transfer_start_clocks(&transfer, 1000);
	assert_int_equal(transfer_overdue(&transfer, &limits, 1001.9), TRANSFER_ANSWERED);
	assert_int_equal(transfer_overdue(&transfer, &limits, 1002.1), TRANSFER_SILENT);
	transfer_clear(&transfer);
}

/* Each end has an outcome of the table, or the response decides. */
static void
test_meanings(void **state)
{
	(void)state;
	for (int end = 0; end < TRANSFER_N_ENDS; end++) {
		const struct transfer_meaning *meaning = &transfer_meanings[end];
		if (end == TRANSFER_ANSWERED || end == TRANSFER_BUSY)
			assert_null(meaning->outcome);
		else if (!meaning->outcome || !outcome_find(str_from(meaning->outcome)) ||
			 !meaning->detail)
			fail_msg("end %d has no outcome", end);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_limits),
	    cmocka_unit_test(test_drip_is_a_stall),
	    cmocka_unit_test(test_clocks_stand_still),
	    cmocka_unit_test(test_meanings),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
