/* SPDX-License-Identifier: MIT */
/* crawl.c - one run: from the URLs on the input to the last record of the archive */
#include "fetch/crawl.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "fetch/admit.h"
#include "fetch/clock.h"
#include "fetch/robots_gate.h"
#include "fetch/settle.h"
#include "lib/diag.h"

/* Names looked up at a time: each takes a thread, and a silent resolver holds it. */
#define MOST_LOOKUPS 32u

/* How soon a host is asked again that found no connection or look-up free. */
#define SHORTLY 0.02

/* Hosts looked at in one turn of the loop, so that exchanges never wait for a long queue. */
#define MOST_STARTS 1000

/* The longest sleep: signals and limits are looked at at least this often. */
#define NAP 0.1

/* How often the progress line and the metrics are brought up to date. */
#define PROGRESS_SECONDS 0.5
#define METRICS_SECONDS  15.0

/* One step's memory: a robots.txt, or a request with its history. */
#define SCRATCH_BYTES (8u << 20)

/* After that, an input that gave nothing for this long has nothing to give. */
#define INPUT_SILENCE 2.0

/* What is in flight when the run is stopped has this long to end. */
#define GRACE 10.0

struct host *
crawl_host(struct crawl *crawl, const struct url *url)
{
	size_t n = crawl->hosts.n;
	struct str origin = url_origin(&crawl->scratch, url);
	struct host *host = hosts_find(&crawl->hosts, origin);
	if (crawl->hosts.n == n)
		return host;
	const struct settings *settings = crawl->settings;
	host->rules.delay = sites_delay(&crawl->sites, url->host, settings->delay);
	host->rules.max_delay = settings->max_delay;
	host->pace.backed_off = pace_cache_take(&crawl->paces, origin);
	sites_fields(&crawl->sites, url->host, &crawl->sites.profiles.arena, &host->fields);
	if (crawl->replay)
		host->robots_state = HOST_ROBOTS_KNOWN;
	return host;
}

/* The pool asks before each connection. */
static enum pool_gate
gate(void *state, struct transfer *transfer, const struct address *to)
{
	struct crawl *crawl = state;
	struct host *host = transfer->host;
	if (!crawl->settings->allow_private && !address_is_public(to))
		return POOL_PRIVATE;
	struct place *place = places_find(&crawl->places, to);
	if (place == transfer->place)
		return POOL_MAY_CONNECT;
	double now = clock_now();
	double turn = place_turn(&crawl->places, place, now);
	host->place = place;
	if (turn > now || !place_has_room(&crawl->places, place)) {
		host->turn = turn > now ? turn : now + SHORTLY;
		return POOL_NOT_NOW;
	}
	if (transfer->place)
		place_leave(transfer->place);
	transfer->place = place;
	place_enter(place);
	return POOL_MAY_CONNECT;
}

/* All that waits gets its outcome now; new hosts are closed from the start by admit. */
static void
close_one(void *state, struct host *host)
{
	struct crawl *crawl = state;
	hosts_close(&crawl->hosts, host, "deadline", crawl->stopped, 0);
}

static void
stop(struct crawl *crawl, const char *why)
{
	crawl->stopped = why;
	crawl->stops_at = clock_now() + GRACE;
	hosts_each(&crawl->hosts, close_one, crawl);
	if (isatty(crawl->input.fd))
		crawl->input.eof = true; /* nobody ends what he types because we stop */
}

/* A request of a closed host gets the host's outcome. */
static void
turn_away(struct crawl *crawl, struct host *host)
{
	const struct host_closed *closed = &host->closed;
	struct request *request = hosts_pop(&crawl->hosts, host);
	struct emit_outcome told = {
	    closed->outcome, closed->detail, 0, closed->retry_in, {NULL, 0}};
	if (request->robots_of)
		robots_gate_give_up(crawl, request);
	else
		emit_outcome(crawl->emit, &request->visit, &told);
	request_free(request);
}

/* Whether the host has its turn at its address and a look-up to spare; if not, when to ask again.
 */
static bool
has_turn(struct crawl *crawl, struct host *host, double now)
{
	struct place *place = host->place;
	if (place && host->turn == 0)
		host->turn = place_turn(&crawl->places, place, now);
	if (host->turn <= now && (place ? !place_has_room(&crawl->places, place)
					: pool_n_resolving(crawl->pool) >= MOST_LOOKUPS))
		host->turn = now + SHORTLY;
	if (host->turn <= now)
		return true;
	hosts_reschedule(&crawl->hosts, host);
	return false;
}

/* An answer out of the archive: nobody is there to be polite to. */
static void
answer_again(struct crawl *crawl, struct host *host)
{
	struct transfer transfer;
	transfer_init(&transfer, (size_t)crawl->settings->max_size);
	transfer.host = host;
	transfer.request = hosts_pop(&crawl->hosts, host);
	replay_answer(crawl->replay, &transfer);
	settle_page(crawl, &transfer);
	transfer_clear(&transfer);
}

static void
start(struct crawl *crawl, struct host *host, double now)
{
	if (host->robots_state == HOST_ROBOTS_UNKNOWN && host->n_ahead == 0) {
		robots_gate_ask(crawl, host);
		return;
	}
	if (!has_turn(crawl, host, now))
		return;
	struct request *request = hosts_pop(&crawl->hosts, host);
	if (!request->robots_of && !robots_gate_allows(host, request)) {
		struct emit_outcome told = {.outcome = "robots"};
		told.detail = "robots.txt disallows it";
		emit_outcome(crawl->emit, &request->visit, &told);
		request_free(request);
		return;
	}
	host->n_pages += !request->robots_of;
	host->turn = 0;
	pace_sent(&host->pace, &host->rules, now);
	pool_start(crawl->pool, host, request);
	hosts_reschedule(&crawl->hosts, host);
}

static void
start_what_is_due(struct crawl *crawl, double now)
{
	for (int n = 0; n < MOST_STARTS; n++) {
		struct host *host = hosts_first(&crawl->hosts);
		if (!host || host->due_at > now)
			return;
		if (host->closed.outcome)
			turn_away(crawl, host);
		else if (crawl->replay)
			answer_again(crawl, host);
		else if (pool_n_active(crawl->pool) < (unsigned)crawl->settings->total)
			start(crawl, host, now);
		else
			return;
		arena_reset(&crawl->scratch);
	}
}

static void
take_input(struct crawl *crawl)
{
	struct str line;
	enum input_line what;
	while ((what = input_next(&crawl->input, &line)) != INPUT_NONE)
		admit_line(crawl, line, what == INPUT_TOO_LONG);
}

static bool
wants_input(const struct crawl *crawl)
{
	return !crawl->input.eof && !spill_is_full(&crawl->hosts.spill) &&
	       !output_is_behind(crawl->output);
}

/* Sleeps until an exchange moves, a line comes in, or the next host is due. */
static void
wait(struct crawl *crawl)
{
	struct pollfd others[2];
	unsigned n_others = 0;
	int input_at = -1;
	const struct host *host = hosts_first(&crawl->hosts);
	double nap = NAP;
	bool goes_on = !output_is_behind(crawl->output); /* or no host is asked, due or not */
	if (goes_on && host && host->due_at - clock_now() < nap &&
	    pool_n_active(crawl->pool) < (unsigned)crawl->settings->total)
		nap = host->due_at - clock_now();
	if (output_waits(crawl->output))
		others[n_others++] = (struct pollfd){.fd = crawl->output->pipe, .events = POLLOUT};
	if (wants_input(crawl)) {
		input_at = (int)n_others;
		others[n_others++] = (struct pollfd){.fd = crawl->input.fd, .events = POLLIN};
	}
	pool_wait(crawl->pool, others, n_others, nap);
	if (input_at >= 0 && others[input_at].revents) {
		input_fill(&crawl->input);
		crawl->last_input = clock_now();
	}
}

/* Only hosts are left that asked for more time than we have. */
static bool
is_only_waiting(const struct crawl *crawl, double now)
{
	const struct host *host = hosts_first(&crawl->hosts);
	return host && crawl->input.eof && pool_n_active(crawl->pool) == 0 &&
	       host->pace.backed_off > now + crawl->settings->patience &&
	       host->due_at >= host->pace.backed_off;
}

/* Says so once, and gives all that waits its outcome. */
static void
close_waiting(void *state, struct host *host)
{
	struct crawl *crawl = state;
	double wait = host->pace.backed_off - clock_now();
	if (!host->heap_at)
		return;
	diag_note("%s: asked us to wait, due again in %.0f s", host->origin, wait);
	hosts_close(&crawl->hosts, host, "retry-after", "the server asks to come back later", wait);
}

/* What is still in flight ends.  The input is read to its end, for each line its outcome, as long
 * as it flows; someone who has nothing more to say and does not leave is not waited for. */
static void
finish_by_force(struct crawl *crawl, double now)
{
	pool_stop(crawl->pool);
	if (crawl->input.eof || now - crawl->last_input < INPUT_SILENCE)
		return;
	diag_warn("the end of the input did not come: it is not waited for");
	crawl->input.eof = true;
}

static bool
is_budget_spent(const struct crawl *crawl)
{
	return crawl->settings->budget > 0 &&
	       crawl->emit->tally.body_bytes >= (unsigned long long)crawl->settings->budget;
}

static void
watch_the_end(struct crawl *crawl, double now)
{
	if (!crawl->stopped && stage_signal())
		stop(crawl, "the run was stopped");
	else if (!crawl->stopped && crawl->ends_at > 0 && now >= crawl->ends_at)
		stop(crawl, "the run's time is over");
	else if (!crawl->stopped && is_budget_spent(crawl))
		stop(crawl, "the run's budget of bytes is spent");
	else if (crawl->stopped && now >= crawl->stops_at)
		finish_by_force(crawl, now);
	else if (!crawl->stopped && is_only_waiting(crawl, now))
		hosts_each(&crawl->hosts, close_waiting, crawl);
}

static struct report
report_of(struct crawl *crawl, double now)
{
	return (struct report){crawl->stage, &crawl->emit->tally, &crawl->hosts,
	    pool_n_active(crawl->pool), crawl->input.eof, now - crawl->began, crawl->n_turns};
}

static void
tell_progress(struct crawl *crawl, double now)
{
	struct report report = report_of(crawl, now);
	if (crawl->shows_progress && now >= crawl->next_progress) {
		report_progress(&report);
		crawl->next_progress = now + PROGRESS_SECONDS;
	}
	if (crawl->settings->metrics && now >= crawl->next_metrics) {
		report_metrics(&report, crawl->settings->metrics);
		crawl->next_metrics = now + METRICS_SECONDS;
	}
}

static void
tell_the_end(struct crawl *crawl)
{
	struct report report = report_of(crawl, clock_now());
	if (crawl->shows_progress)
		report_no_progress();
	report_summary(&report);
	if (crawl->settings->metrics)
		report_metrics(&report, crawl->settings->metrics);
}

static bool
is_over(const struct crawl *crawl)
{
	return input_is_over(&crawl->input) && crawl->hosts.n_waiting == 0 &&
	       pool_n_active(crawl->pool) == 0;
}

/* While the reader of the archive keeps up: takes requests in and sends them out. */
static void
work(struct crawl *crawl)
{
	pool_resume(crawl->pool);
	take_input(crawl);
	watch_the_end(crawl, clock_now());
	start_what_is_due(crawl, clock_now());
}

static void
loop(struct crawl *crawl)
{
	struct transfer *transfer;
	while (!is_over(crawl)) {
		crawl->n_turns++;
		if (output_is_behind(crawl->output))
			pool_pause(crawl->pool);
		else
			work(crawl);
		pool_move(crawl->pool);
		while ((transfer = pool_ended(crawl->pool)) != NULL)
			settle(crawl, transfer);
		if (output_rotate(crawl->output))
			emit_warcinfo(crawl->emit, crawl->agent);
		output_move(crawl->output);
		tell_progress(crawl, clock_now());
		if (!is_over(crawl))
			wait(crawl);
	}
}

static struct pool *
make_pool(struct crawl *crawl)
{
	const struct settings *settings = crawl->settings;
	struct pool_settings wanted = {
	    .total = (unsigned)settings->total,
	    .limits = {settings->dns_timeout, settings->connect_timeout,
		settings->first_byte_timeout, settings->stall_timeout, settings->timeout},
	    .body_bytes = (size_t)settings->max_size,
	    .types = settings->types,
	    .agent = crawl->agent,
	    .proxy = settings->proxy,
	    .ca_file = settings->ca_file,
	    .keep_requests = settings->requests,
	    .gate = gate,
	    .state = crawl,
	};
	struct pool *pool = pool_new(&wanted);
	if (!pool)
		diag_die("cannot start libcurl");
	return pool;
}

static void
open_sources(struct crawl *crawl)
{
	struct str why;
	const struct settings *settings = crawl->settings;
	input_init(&crawl->input, STDIN_FILENO);
	if (!sites_load(&crawl->sites, settings->common.sites, &why))
		diag_die("%.*s", STR_ARGS(why));
	crawl->scopes = scope_new(&crawl->scratch, &crawl->sites.profiles, &why);
	if (!crawl->scopes)
		diag_die("%.*s", STR_ARGS(why));
	if (settings->from_warc)
		crawl->replay = replay_open(settings->from_warc);
	if (settings->from_warc && !crawl->replay)
		diag_die("cannot read '%s': %s", settings->from_warc, strerror(errno));
}

static void
begin(struct crawl *crawl)
{
	const struct settings *settings = crawl->settings;
	const char *log = settings->common.log;
	long per_address =
	    settings->per_address > settings->per_host ? settings->per_address : settings->per_host;
	crawl->began = clock_now();
	crawl->ends_at = settings->deadline > 0 ? crawl->began + settings->deadline : 0;
	crawl->shows_progress =
	    isatty(STDERR_FILENO) && !settings->common.quiet && !(log && strcmp(log, "json") == 0);
	arena_init(&crawl->scratch, SCRATCH_BYTES);
	hosts_init(&crawl->hosts, (unsigned)settings->per_host);
	places_init(&crawl->places, (unsigned)per_address, settings->delay / (double)per_address);
	seen_init(&crawl->seen);
	open_sources(crawl);
	if (settings->cache && !crawl->replay)
		pace_cache_load(&crawl->paces, settings->cache, &crawl->sites.profiles.arena);
	crawl->pool = make_pool(crawl);
}

static void
end(struct crawl *crawl)
{
	pool_free(crawl->pool);
	replay_close(crawl->replay);
	scope_free(crawl->scopes);
	sites_clear(&crawl->sites);
	input_clear(&crawl->input);
	seen_clear(&crawl->seen);
	places_clear(&crawl->places);
	hosts_clear(&crawl->hosts);
	arena_clear(&crawl->scratch);
}

void
crawl_run(struct stage *stage, struct output *output, struct emit *emit,
    const struct settings *settings, const char *agent)
{
	struct crawl crawl = {.settings = settings, .stage = stage, .output = output};
	crawl.emit = emit;
	crawl.agent = agent;
	begin(&crawl);
	loop(&crawl);
	tell_the_end(&crawl);
	if (settings->cache && !crawl.replay)
		pace_cache_save(&crawl.paces, settings->cache, &crawl.hosts);
	end(&crawl);
}
