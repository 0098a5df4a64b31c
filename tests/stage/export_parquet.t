#!/bin/sh
# SPDX-License-Identifier: MIT
# export_parquet.t - the command of winnow-export(1) that makes Parquet out of JSON Lines
#
# Runs where node finds @duckdb/node-api (NODE_PATH says where it looks).

. tests/tap.sh

node -e 'require("@duckdb/node-api")' 2>/dev/null || {
	skip 'Parquet through DuckDB' 'no @duckdb/node-api'
	tap_end
}
tests/stage/store/pages.py 20 >"$tap_tmp/a.jsonl"
man -E UTF-8 docs/man/winnow-export.1 | sed -n '/duckdb -c "/,/"$/p' | tr -d '\n' |
	sed 's/.*-c "//; s/"$//; s/  */ /g' >"$tap_tmp/sql"
cd "$tap_tmp" || exit 1
winnow-store --quiet articles.db a.jsonl
winnow-export --quiet --output articles.jsonl articles.db
cat >run.js <<'E2'
const { DuckDBInstance } = require("@duckdb/node-api");
const fs = require("fs");
(async () => {
	const db = await (await DuckDBInstance.create(":memory:")).connect();
	await db.run(fs.readFileSync("sql", "utf8"));
	const rows = await db.runAndReadAll("SELECT count(*)::INT, min(title), " +
		"min(authors[1].name), sum(word_count)::INT FROM 'articles.parquet'");
	console.log(rows.getRows()[0].join(" "));
})();
E2
is 'every article is in it, with its structure' "$(node run.js 2>&1)" '20 标题1 范李 240'
tap_end
