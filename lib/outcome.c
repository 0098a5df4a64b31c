/* SPDX-License-Identifier: MIT */
/* outcome.c - what can become of a URL: the one table behind the records, the manual, the database
 */
#include "lib/outcome.h"

static const char *const class_names[OUTCOME_N_CLASSES] = {
    [OUTCOME_OK] = "ok",
    [OUTCOME_NOT_MODIFIED] = "not-modified",
    [OUTCOME_REDIRECTED] = "redirected",
    [OUTCOME_DENIED] = "denied",
    [OUTCOME_DEFERRED] = "deferred",
    [OUTCOME_FAILED] = "failed",
    [OUTCOME_DUPLICATE] = "duplicate",
};

const struct outcome_row outcome_table[] = {
    {OUTCOME_OK, "article", "a page whose main content is one article"},
    {OUTCOME_OK, "qa", "a question with its answers"},
    {OUTCOME_OK, "index", "a list of teasers that lead to other pages"},
    {OUTCOME_OK, "error", "an error page that came with a success status"},
    {OUTCOME_OK, "login", "a page that shows its content to members only"},
    {OUTCOME_OK, "blocked", "a challenge to prove that one is no robot"},
    {OUTCOME_OK, "empty", "a page without content"},
    {OUTCOME_OK, "needs-script", "an application shell that a browser would fill"},
    {OUTCOME_OK, "links", "a sitemap or a feed"},
    {OUTCOME_OK, "joined",
	"a further page of the article at `location`, whose record has its text"},
    {OUTCOME_NOT_MODIFIED, "not-modified", "the server says 304, or the payload is the last one"},
    {OUTCOME_REDIRECTED, "redirected", "leads to `location`, a request of its own"},
    {OUTCOME_DENIED, "robots", "robots.txt disallows it"},
    {OUTCOME_DENIED, "noindex", "the page asks not to be indexed"},
    {OUTCOME_DENIED, "scope", "outside of what the site profile lets in"},
    {OUTCOME_DENIED, "private-address", "the host's address is not a public one"},
    {OUTCOME_DENIED, "skipped-type", "a media type that nobody asked for"},
    {OUTCOME_DEFERRED, "timeout", "a time limit ran out"},
    {OUTCOME_DEFERRED, "dns", "the host's name could not be resolved"},
    {OUTCOME_DEFERRED, "refused", "no connection, or one cut before an answer"},
    {OUTCOME_DEFERRED, "tls", "no trusted connection"},
    {OUTCOME_DEFERRED, "robots-unreachable",
	"robots.txt gives no answer, so nothing is allowed yet"},
    {OUTCOME_DEFERRED, "retry-after", "the server asked to come back later"},
    {OUTCOME_DEFERRED, "host-broken", "the host failed too often in this run"},
    {OUTCOME_DEFERRED, "deadline", "the run ended before its turn came"},
    {OUTCOME_DEFERRED, "stage-lost", "a program of the chain ended whenever it met this URL"},
    {OUTCOME_FAILED, "http-error", "a status of 400 or above"},
    {OUTCOME_FAILED, "too-large", "the body is over the limit"},
    {OUTCOME_FAILED, "truncated", "the body ended before its announced end"},
    {OUTCOME_FAILED, "parse-crash", "the page broke the parser"},
    {OUTCOME_FAILED, "parse-timeout", "the page took too long to parse"},
    {OUTCOME_FAILED, "parse-memory", "the page took too much memory to parse"},
    {OUTCOME_FAILED, "bad-record", "a line or an archive record that cannot be read"},
    {OUTCOME_FAILED, "bad-url", "not a URL of http or https"},
    {OUTCOME_DUPLICATE, "duplicate", "the same URL again in one run"},
};
const size_t outcome_table_len = sizeof outcome_table / sizeof *outcome_table;

const char *outcome_class_name(enum outcome_class class)
{
	return class_names[class];
}

const struct outcome_row *
outcome_find(struct str name)
{
	for (size_t i = 0; i < outcome_table_len; i++)
		if (str_eq(name, str_from(outcome_table[i].name)))
			return &outcome_table[i];
	return NULL;
}
