/* SPDX-License-Identifier: MIT */
/* test_fetch_address.c - which IP addresses a crawler may connect to */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

#include <cmocka.h>

#include "fetch/address.h"

static const struct {
	const char *text;
	bool is_public;
} cases[] = {
    {"8.8.8.8", true},
    {"0.0.0.0", false},
    {"0.255.0.1", false},
    {"9.255.255.255", true},
    {"10.0.0.0", false},
    {"10.255.255.255", false},
    {"11.0.0.0", true},
    {"100.63.255.255", true},
    {"100.64.0.0", false},
    {"100.127.255.255", false},
    {"100.128.0.0", true},
    {"127.0.0.1", false},
    {"127.255.255.255", false},
    {"169.254.169.254", false},
    {"172.15.255.255", true},
    {"172.16.0.0", false},
    {"172.31.255.255", false},
    {"172.32.0.0", true},
    {"192.0.0.170", false},
    {"192.0.1.0", true},
    {"192.0.2.1", false},
    {"192.88.99.1", false},
    {"192.168.0.1", false},
    {"192.169.0.0", true},
    {"198.17.255.255", true},
    {"198.18.0.0", false},
    {"198.19.255.255", false},
    {"198.20.0.0", true},
    {"198.51.100.7", false},
    {"203.0.113.7", false},
    {"223.255.255.255", true},
    {"224.0.0.1", false},
    {"240.0.0.1", false},
    {"255.255.255.255", false},
    {"::", false},
    {"::1", false},
    {"::7f00:1", false},
    {"::808:808", true},
    {"::ffff:127.0.0.1", false},
    {"::ffff:10.0.0.1", false},
    {"::ffff:8.8.8.8", true},
    {"64:ff9b::7f00:1", false},
    {"64:ff9b::8.8.8.8", true},
    {"64:ff9b:1::8.8.8.8", false},
    {"100::1", false},
    {"2001::1", false},
    {"2001:1ff:ffff::1", false},
    {"2001:200::1", true},
    {"2001:4860:4860::8888", true},
    {"2001:db8::1", false},
    {"2002:7f00:1::1", false},
    {"2002:a00:1::1", false},
    {"2002:808:808::1", true},
    {"2620:4f:8000::1", false},
    {"3fff:fff::1", false},
    {"4000::1", false},
    {"5f00::1", false},
    {"fc00::1", false},
    {"fdff::1", false},
    {"fe80::1", false},
    {"fec0::1", false},
    {"ff02::1", false},
};

static void
test_public(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct sockaddr_in v4 = {.sin_family = AF_INET};
		struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
		const struct sockaddr *from = (const struct sockaddr *)(const void *)&v4;
		struct address address;
		if (inet_pton(AF_INET, cases[i].text, &v4.sin_addr) != 1) {
			from = (const struct sockaddr *)(const void *)&v6;
			assert_int_equal(inet_pton(AF_INET6, cases[i].text, &v6.sin6_addr), 1);
		}
		assert_true(address_from(from, &address));
		if (address_is_public(&address) != cases[i].is_public)
			fail_msg("%s", cases[i].text);
	}
}

static void
test_neither_ipv4_nor_ipv6(void **state)
{
	(void)state;
	struct sockaddr other = {.sa_family = AF_UNIX};
	struct address address;
	assert_false(address_from(&other, &address));
}

static void
test_mapped_is_the_same_address(void **state)
{
	(void)state;
	struct sockaddr_in v4 = {.sin_family = AF_INET};
	struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
	struct address one, other;
	assert_int_equal(inet_pton(AF_INET, "192.0.2.1", &v4.sin_addr), 1);
	assert_int_equal(inet_pton(AF_INET6, "::ffff:192.0.2.1", &v6.sin6_addr), 1);
	assert_true(address_from((const struct sockaddr *)(const void *)&v4, &one));
	assert_true(address_from((const struct sockaddr *)(const void *)&v6, &other));
	assert_memory_equal(&one, &other, sizeof one);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_public),
	    cmocka_unit_test(test_neither_ipv4_nor_ipv6),
	    cmocka_unit_test(test_mapped_is_the_same_address),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
