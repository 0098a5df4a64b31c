/* SPDX-License-Identifier: MIT */
/* test_url_site.c - the registrable domain of a host, and hosts of one site */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lib/url_site.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static void
site_is_the_registrable_domain(void **state)
{
	static const struct {
		const char *host, *site;
	} cases[] = {
	    {"www.example.com", "example.com"},
	    {"example.com", "example.com"},
	    {"a.b.example.co.uk", "example.co.uk"},
	    {"m.example.com.cn", "example.com.cn"},
	    {"www.example.xn--55qx5d.cn", "example.xn--55qx5d.cn"}, /* a suffix of two labels */
	    {"someone.github.io", "someone.github.io"},             /* a private suffix */
	    {"co.uk", "co.uk"},
	    {"com", "com"},
	    {"localhost", "localhost"},
	    {"a.b.unknown-suffix", "b.unknown-suffix"},
	    {"www.example.com.", "example.com"},
	    {"127.0.0.1", "127.0.0.1"},
	    {"[2001:db8::1]", "[2001:db8::1]"},
	    {"a..com", "a..com"},
	    {".", "."},
	    {"..", ".."},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str host = str_from(cases[i].host);
		struct str site = url_site(host);
		if (!str_eq(site, str_from(cases[i].site)))
			fail_msg("%s: wanted %s, got %.*s", cases[i].host, cases[i].site,
			    STR_ARGS(site));
		assert_true(site.ptr >= host.ptr && site.ptr <= host.ptr + host.len);
	}
}

static void
name_too_long_for_the_dns_is_its_own_site(void **state)
{
	char name[300];
	(void)state;
	memset(name, 'a', sizeof name);
	memcpy(name + sizeof name - 4, ".com", 4);
	struct str host = {name, sizeof name};
	assert_true(str_eq(url_site(host), host));
}

static void
same_site_compares_registrable_domains(void **state)
{
	static const struct {
		const char *host, *other;
		bool same;
	} cases[] = {
	    {"www.example.com", "m.example.com", true},
	    {"example.com", "a.b.example.com.", true},
	    {"example.com", "example.org", false},
	    {"notexample.com", "example.com", false},
	    {"a.github.io", "b.github.io", false},
	    {"a.co.uk", "b.co.uk", false},
	    {"127.0.0.1", "127.0.0.1", true},
	    {"127.0.0.1", "10.0.0.1", false},
	    {"localhost", "localhost", true},
	    {"localhost", NULL, false},
	    {NULL, NULL, false},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str host = str_from(cases[i].host), other = str_from(cases[i].other);
		if (url_same_site(host, other) != cases[i].same ||
		    url_same_site(other, host) != cases[i].same)
			fail_msg("%s, %s", cases[i].host, cases[i].other);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(site_is_the_registrable_domain),
	    cmocka_unit_test(name_too_long_for_the_dns_is_its_own_site),
	    cmocka_unit_test(same_site_compares_registrable_domains),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
