/* SPDX-License-Identifier: MIT */
/* transfer.c - one HTTP exchange: a request on its way, and what came of it */
#include "fetch/transfer.h"

#include <string.h>

#include "lib/limits.h"

/* A body buffer that grew beyond this is given back before the next exchange. */
#define KEPT_BODY_BYTES (256u << 10)

/* A host that sends less than this a second, over the stall limit, is taken for stalled. */
#define STALL_BYTES_PER_SECOND 50.0

const struct transfer_meaning transfer_meanings[TRANSFER_N_ENDS] = {
    [TRANSFER_ANSWERED] = {NULL, NULL, NULL, false},
    [TRANSFER_DNS] = {"dns", "the name does not resolve", NULL, true},
    [TRANSFER_DNS_TIMEOUT] = {"dns", "the resolver gives no answer", NULL, true},
    [TRANSFER_REFUSED] = {"refused", "no connection", NULL, true},
    [TRANSFER_CONNECT_TIMEOUT] = {"timeout", "no connection in time", NULL, true},
    [TRANSFER_TLS] = {"tls", "no trusted connection", NULL, true},
    [TRANSFER_PRIVATE] = {"private-address", "not a public address", NULL, false},
    [TRANSFER_BUSY] = {NULL, NULL, NULL, false},
    [TRANSFER_SILENT] = {"timeout", "no first byte in time", NULL, true},
    [TRANSFER_NO_ANSWER] = {"refused", "closed before an answer", NULL, true},
    [TRANSFER_NOT_HTTP] = {"refused", "the answer is not HTTP", NULL, false},
    [TRANSFER_STALLED] = {"timeout", "too slow for too long", NULL, false},
    [TRANSFER_TOO_LONG] = {"timeout", "not done in time", NULL, false},
    [TRANSFER_CUT] = {"truncated", "ended before its announced end", "disconnect", false},
    [TRANSFER_GARBLED] = {"truncated", "a coding that cannot be undone", "unspecified", false},
    [TRANSFER_BIG_HEADER] = {"too-large", "the header is over the limit", NULL, false},
    [TRANSFER_BIG_BODY] = {"too-large", "the body is over the limit", NULL, false},
    [TRANSFER_BOMB] = {"too-large", "the body unpacks to far more than was sent", NULL, false},
    [TRANSFER_SKIPPED] = {"skipped-type", "a media type that is not wanted", NULL, false},
    [TRANSFER_STOPPED] = {"deadline", "the run ended during the exchange", NULL, false},
};

void
transfer_init(struct transfer *transfer, size_t body_limit)
{
	*transfer = (struct transfer){0};
	header_init(&transfer->header);
	buf_init(&transfer->body, body_limit);
	buf_init(&transfer->sent_header, LIMIT_HEADER_BYTES);
}

void
transfer_clear(struct transfer *transfer)
{
	request_free(transfer->request);
	header_clear(&transfer->header);
	buf_clear(&transfer->body);
	buf_clear(&transfer->sent_header);
}

void
transfer_reset(struct transfer *transfer)
{
	request_free(transfer->request);
	transfer->request = NULL;
	transfer->host = NULL;
	transfer->place = NULL;
	transfer->phase = TRANSFER_IDLE;
	transfer->end = TRANSFER_ANSWERED;
	transfer->why[0] = transfer->ip[0] = '\0';
	transfer->sent = transfer->took = transfer->paused_since = 0;
	transfer->answered_at = 0;
	header_reset(&transfer->header);
	if (transfer->body.cap > KEPT_BODY_BYTES)
		buf_clear(&transfer->body);
	buf_reset(&transfer->body);
	buf_reset(&transfer->sent_header);
}

void
transfer_enter(struct transfer *transfer, enum transfer_phase phase, double now)
{
	transfer->phase = phase;
	transfer->since = transfer->stall_since = now;
	transfer->stall_bytes = transfer->body.len + transfer->header.received;
}

void
transfer_stop_clocks(struct transfer *transfer, double now)
{
	if (transfer->paused_since == 0)
		transfer->paused_since = now;
}

void
transfer_start_clocks(struct transfer *transfer, double now)
{
	double stood = transfer->paused_since > 0 ? now - transfer->paused_since : 0;
	transfer->began += stood;
	transfer->since += stood;
	transfer->stall_since += stood;
	transfer->paused_since = 0;
}

/* Too few bytes in a window as long as the limit; then the next window begins. */
static bool
is_stalled(struct transfer *transfer, double limit, double now)
{
	size_t bytes = transfer->body.len + transfer->header.received;
	if (now - transfer->stall_since < limit)
		return false;
	bool stalled = (double)(bytes - transfer->stall_bytes) < limit * STALL_BYTES_PER_SECOND;
	transfer->stall_since = now;
	transfer->stall_bytes = bytes;
	return stalled;
}

enum transfer_end
transfer_overdue(struct transfer *transfer, const struct transfer_limits *limits, double now)
{
	double in_phase = now - transfer->since;
	if (transfer->paused_since > 0)
		return TRANSFER_ANSWERED;
	if (now - transfer->began > limits->whole)
		return TRANSFER_TOO_LONG;
	switch (transfer->phase) {
	case TRANSFER_RESOLVING:
		return in_phase > limits->resolve ? TRANSFER_DNS_TIMEOUT : TRANSFER_ANSWERED;
	case TRANSFER_CONNECTING:
		return in_phase > limits->connect ? TRANSFER_CONNECT_TIMEOUT : TRANSFER_ANSWERED;
	case TRANSFER_WAITING:
		return in_phase > limits->first_byte ? TRANSFER_SILENT : TRANSFER_ANSWERED;
	case TRANSFER_RECEIVING:
		return is_stalled(transfer, limits->stall, now) ? TRANSFER_STALLED
								: TRANSFER_ANSWERED;
	case TRANSFER_IDLE:
		break;
	}
	return TRANSFER_ANSWERED;
}
