/* SPDX-License-Identifier: MIT */
/* store_faults.h - a file system of SQLite whose n-th write, sync, truncate or delete fails; each
 * action runs in a process of its own, since it may end as a program does */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "lib/diag.h"
#include "lib/stage.h"
#include "store/check.h"
#include "store/db.h"
#include "store/load.h"

#define NO_FAULT   0
#define WAS_SPARED 42 /* the action ended before its fault */
#define MOST_OPS   2000

/* ---- a file system whose n-th change fails ---- */

static struct {
	int fail_at, seen; /* changes, from 1 */
	bool for_ever;     /* and all that follow: the disk is gone */
} faults;

struct file {
	sqlite3_file base;
	sqlite3_file *real;
};

static sqlite3_file *
real_of(sqlite3_file *file)
{
	return ((struct file *)file)->real;
}

static bool
fails(void)
{
	faults.seen++;
	return faults.fail_at != NO_FAULT &&
	       (faults.seen == faults.fail_at || (faults.for_ever && faults.seen > faults.fail_at));
}

static int
fault_close(sqlite3_file *file)
{
	return real_of(file)->pMethods->xClose(real_of(file));
}

static int
fault_read(sqlite3_file *file, void *to, int n, sqlite3_int64 at)
{
	return real_of(file)->pMethods->xRead(real_of(file), to, n, at);
}

/* Half of it arrives, as when the power goes. */
static int
fault_write(sqlite3_file *file, const void *from, int n, sqlite3_int64 at)
{
	if (!fails())
		return real_of(file)->pMethods->xWrite(real_of(file), from, n, at);
	real_of(file)->pMethods->xWrite(real_of(file), from, n / 2, at);
	return SQLITE_IOERR_WRITE;
}

static int
fault_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	return fails() ? SQLITE_IOERR_TRUNCATE
		       : real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static int
fault_sync(sqlite3_file *file, int flags)
{
	return fails() ? SQLITE_IOERR_FSYNC : real_of(file)->pMethods->xSync(real_of(file), flags);
}

static int
fault_size(sqlite3_file *file, sqlite3_int64 *size)
{
	return real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int
fault_lock(sqlite3_file *file, int level)
{
	return real_of(file)->pMethods->xLock(real_of(file), level);
}

static int
fault_unlock(sqlite3_file *file, int level)
{
	return real_of(file)->pMethods->xUnlock(real_of(file), level);
}

static int
fault_reserved(sqlite3_file *file, int *out)
{
	return real_of(file)->pMethods->xCheckReservedLock(real_of(file), out);
}

static int
fault_control(sqlite3_file *file, int op, void *argument)
{
	return real_of(file)->pMethods->xFileControl(real_of(file), op, argument);
}

static int
fault_sector(sqlite3_file *file)
{
	return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int
fault_device(sqlite3_file *file)
{
	return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static const sqlite3_io_methods fault_methods = {.iVersion = 1,
    .xClose = fault_close,
    .xRead = fault_read,
    .xWrite = fault_write,
    .xTruncate = fault_truncate,
    .xSync = fault_sync,
    .xFileSize = fault_size,
    .xLock = fault_lock,
    .xUnlock = fault_unlock,
    .xCheckReservedLock = fault_reserved,
    .xFileControl = fault_control,
    .xSectorSize = fault_sector,
    .xDeviceCharacteristics = fault_device};

static sqlite3_vfs *real_vfs, fault_vfs;

static int
fault_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
	struct file *shim = (struct file *)file;
	(void)vfs;
	shim->real = (sqlite3_file *)(shim + 1);
	int result = real_vfs->xOpen(real_vfs, name, shim->real, flags, out);
	shim->base.pMethods = shim->real->pMethods ? &fault_methods : NULL;
	return result;
}

static void
register_faults(int fail_at, bool for_ever)
{
	faults.fail_at = fail_at;
	faults.for_ever = for_ever;
	faults.seen = 0;
	real_vfs = sqlite3_vfs_find(NULL);
	fault_vfs = *real_vfs;
	fault_vfs.zName = "faults";
	fault_vfs.szOsFile += (int)sizeof(struct file);
	fault_vfs.xOpen = fault_open;
	sqlite3_vfs_register(&fault_vfs, 1);
}

/* ---- an action under faults ---- */

struct action {
	void (*act)(struct db *db);
	const char *database; /* is made where it does not exist */
};

/* The exit status: of a program, or WAS_SPARED. */
static int
act(const struct action *action, int fail_at, bool for_ever)
{
	int status;
	pid_t child = fork();
	if (child == 0) {
		struct db db;
		dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
		register_faults(fail_at, for_ever);
		db_open(&db, action->database, DB_CREATE);
		action->act(&db);
		db_close(&db);
		_exit(fail_at != NO_FAULT && faults.seen < fail_at ? WAS_SPARED : 0);
	}
	waitpid(child, &status, 0);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* 0 when the database does not exist yet. */
static int64_t
count(const char *database, const char *sql)
{
	sqlite3 *handle;
	sqlite3_stmt *row;
	int64_t n = -1;
	assert_int_equal(sqlite3_open(database, &handle), SQLITE_OK);
	if (sqlite3_prepare_v2(handle, sql, -1, &row, NULL) == SQLITE_OK) {
		assert_int_equal(sqlite3_step(row), SQLITE_ROW);
		n = sqlite3_column_int64(row, 0);
	}
	sqlite3_finalize(row);
	sqlite3_close(handle);
	return n < 0 ? 0 : n;
}

static bool
is_sound(const char *database)
{
	struct db db;
	if (count(database, "SELECT count(*) FROM sqlite_schema") == 0)
		return true; /* not begun */
	db_open(&db, database, DB_READ);
	bool sound = check_all(&db);
	db_close(&db);
	return sound;
}

/* The file, its journal and its lock. */
static void
remove_database(const char *database)
{
	static const char *const ends[] = {"", "-journal", ".lock"};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		char path[128];
		snprintf(path, sizeof path, "%s%s", database, ends[i]);
		unlink(path);
	}
}

/* ---- a stream to load ---- */

/* Articles `first` to `last`, of a run that is named after the first. */
static void
write_stream(const char *path, int first, int last)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fprintf(file, "{\"record\":\"run\",\"run\":\"%08d-1111-4111-8111-111111111111\"}\n", first);
	for (int i = first; i <= last; i++)
		fprintf(file,
		    "{\"record\":\"article\",\"schema\":1,\"url\":\"http://h.example/%d\","
		    "\"fetched_at\":\"2026-11-01T00:00:00Z\",\"http_status\":200,"
		    "\"page_kind\":\"article\",\"title\":\"Title %d\",\"blocks\":[{\"type\":"
		    "\"paragraph\",\"text\":\"Text "
		    "%d\"}],\"sections\":[{\"heading\":\"\",\"level\":0,"
		    "\"text\":\"Text %d\"}],\"related\":[{\"title\":\"Other\",\"url\":"
		    "\"http://h.example/9%d\"}],\"content_digest\":\"sha256:%d\"}\n",
		    i, i, i, i, i, i);
	int n = last - first + 1;
	fprintf(file,
	    "{\"record\":\"end\",\"run\":\"%08d-1111-4111-8111-111111111111\","
	    "\"stage\":\"normalize\",\"in\":%d,\"out\":%d,\"rejected\":0}\n",
	    first, n, n);
	assert_int_equal(fclose(file), 0);
}

static void
load_stream(struct db *db, const char *path)
{
	struct stage stage;
	stage_start(&stage, "store");
	load_file(db, &stage, path, (struct str){NULL, 0});
}
