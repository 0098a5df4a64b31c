/* SPDX-License-Identifier: MIT */
/* emit.h - the archive that a run writes: exactly one record for what became of each request */
#ifndef FETCH_EMIT_H
#define FETCH_EMIT_H

#include <stdbool.h>

#include "fetch/tally.h"
#include "fetch/transfer.h"
#include "lib/arena.h"
#include "lib/io.h"
#include "lib/stage.h"

/* Counts what it writes in the stage, so that the law of conservation holds by construction. */
struct emit {
	struct stage *stage;
	struct io_out *out;
	struct tally tally;
	struct arena arena; /* of one record */
	bool gzip;
	bool keep_requests;
	char run[64];
	char warcinfo_id[64];
};

void emit_init(struct emit *emit, struct stage *stage, struct io_out *out);
void emit_clear(struct emit *emit);

/* The warcinfo record that opens a file; the first one also opens the run. */
void emit_warcinfo(struct emit *emit, const char *agent);
/* The note that closes the run. */
void emit_end(struct emit *emit);

/* The response that an exchange brought, whole or (with transfer->end's word) truncated. */
void emit_response(struct emit *emit, const struct transfer *transfer);

/* A 304, or with `same_payload` an answer whose body is the one of the last visit. */
void emit_revisit(struct emit *emit, const struct transfer *transfer, struct str payload_digest,
    bool same_payload);

/* Why there is no response. */
struct emit_outcome {
	const char *outcome; /* of lib/outcome.h */
	const char *detail;
	int http_status;  /* 0: none */
	double retry_in;  /* deferred: seconds from now, 30 days at most; negative: the usual */
	struct str input; /* what could not be read */
};
void emit_outcome(struct emit *emit, const struct visit *visit, const struct emit_outcome *outcome);

#endif
