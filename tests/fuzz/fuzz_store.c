/* SPDX-License-Identifier: MIT */
/* fuzz_store.c - libFuzzer target: any bytes as a stream of records, loaded twice */
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "lib/diag.h"
#include "lib/stage.h"
#include "store/check.h"
#include "store/load.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static int64_t
count(struct db *db)
{
	return db_int_of(
	    db, "SELECT (SELECT count(*) FROM outcome) + (SELECT count(*) FROM reject)");
}

static void
load(struct db *db, const char *input, unsigned long long *n)
{
	struct stage stage;
	stage_start(&stage, "store");
	diag_show(DIAG_ERROR, false);
	load_file(db, &stage, input, (struct str){NULL, 0});
	stage_input_ends(&stage);
	assert(stage.n_in == stage.n_out + stage.n_rejected);
	*n = stage.n_in;
}

/* Whatever comes, every line is an outcome or a reject, and the same again changes nothing.  (A
 * stream may open one run twice, whose second half is then known: so not more than lines.) */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	char dir[] = "/tmp/winnow-fuzz-XXXXXX", path[64], input[64], lock[64];
	unsigned long long lines;
	struct db db;
	if (!mkdtemp(dir))
		abort();
	snprintf(path, sizeof path, "%s/a.db", dir);
	snprintf(lock, sizeof lock, "%s/a.db.lock", dir);
	snprintf(input, sizeof input, "%s/in", dir);
	FILE *file = fopen(input, "wb");
	assert(file);
	size_t written = fwrite(data, 1, len, file);
	int closed = fclose(file);
	assert(written == len && closed == 0);
	db_open(&db, path, DB_CREATE);
	db_exec(&db, "PRAGMA synchronous = OFF");
	load(&db, input, &lines);
	int64_t stored = count(&db);
	assert(stored <= (int64_t)lines && (lines == 0 || stored > 0));
	bool good = check_all(&db);
	assert(good);
	load(&db, input, &lines);
	assert(count(&db) == stored);
	good = check_all(&db);
	assert(good);
	db_close(&db);
	unlink(path);
	unlink(lock);
	unlink(input);
	rmdir(dir);
	return 0;
}
