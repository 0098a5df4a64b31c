/* SPDX-License-Identifier: MIT */
/* test_fetch_queue.c - first in, first out, of any length */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "fetch/queue.h"

#define N 30000

static struct str
entry(char *out, size_t size, int queue, int i)
{
	int len = snprintf(out, size, "http://host-%d.example/a-page-of-some-length/%d", queue, i);
	return (struct str){out, (size_t)len};
}

/* Three queues share a file; entries go in and out in bursts of changing length. */
static void
test_order(void **state)
{
	struct spill spill;
	struct queue queues[3];
	int in[3] = {0}, out[3] = {0};
	char text[100];
	struct str got;
	(void)state;
	spill_init(&spill);
	for (int q = 0; q < 3; q++)
		queue_init(&queues[q], &spill);
	for (int turn = 1; out[0] < N || out[1] < N || out[2] < N; turn++) {
		for (int q = 0; q < 3; q++) {
			for (int i = 0; i < turn % 7 * 500 && in[q] < N; i++)
				queue_push(&queues[q], entry(text, sizeof text, q, in[q]++));
			for (int i = 0; i < turn % 5 * 400 && out[q] < in[q]; i++) {
				assert_true(queue_pop(&queues[q], &got));
				assert_true(str_eq(got, entry(text, sizeof text, q, out[q]++)));
			}
			assert_int_equal(queues[q].n, (size_t)(in[q] - out[q]));
		}
	}
	for (int q = 0; q < 3; q++)
		assert_false(queue_pop(&queues[q], &got));
	assert_int_equal(spill.in_file, 0);
	assert_int_equal(spill.held, 0);
	for (int q = 0; q < 3; q++)
		queue_clear(&queues[q]);
	spill_clear(&spill);
}

/* However long a queue is, memory holds two chunks of it. */
static void
test_memory(void **state)
{
	struct spill spill;
	struct queue queue;
	char text[100];
	(void)state;
	spill_init(&spill);
	queue_init(&queue, &spill);
	for (int i = 0; i < 200000; i++) {
		queue_push(&queue, entry(text, sizeof text, 0, i));
		assert_in_range(spill.held, 0, 300000);
	}
	assert_false(spill_is_full(&spill));
	queue_clear(&queue);
	spill_clear(&spill);
}

/* Many short queues use the file as well, when they hold much together. */
static void
test_many_queues(void **state)
{
	enum { QUEUES = 2000 };
	struct spill spill;
	static struct queue queues[QUEUES]; /* too large for a stack with sanitizers */
	char text[100];
	struct str got;
	(void)state;
	spill_init(&spill);
	for (int q = 0; q < QUEUES; q++)
		queue_init(&queues[q], &spill);
	for (int i = 0; i < 300; i++)
		for (int q = 0; q < QUEUES; q++)
			queue_push(&queues[q], entry(text, sizeof text, q, i));
	assert_in_range(spill.held, 1, 32u << 20);
	for (int q = 0; q < QUEUES; q++) {
		for (int i = 0; i < 300; i++) {
			assert_true(queue_pop(&queues[q], &got));
			assert_true(str_eq(got, entry(text, sizeof text, q, i)));
		}
		queue_clear(&queues[q]);
	}
	assert_int_equal(spill.held, 0);
	spill_clear(&spill);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_order),
	    cmocka_unit_test(test_memory),
	    cmocka_unit_test(test_many_queues),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
