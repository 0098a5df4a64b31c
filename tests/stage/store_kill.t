#!/bin/sh
# SPDX-License-Identifier: MIT
# store_kill.t - kill -9 of a load at random moments: only whole articles, and the next load ends it
#
# KILLS says how often (10 unless given).

. tests/tap.sh

here=$PWD/tests/stage/store
cd "$tap_tmp" || exit 1
{
	echo '{"record":"run","run":"night","program":"winnow-fetch"}'
	"$here/pages.py" 3000
	echo '{"record":"end","run":"night","stage":"winnow-normalize","in":3000,"out":3000,"rejected":0}'
} >night.jsonl
winnow-store --quiet calm.db night.jsonl
content()
{
	winnow-export "$1" 2>/dev/null | jq -cS . | sort
}
content calm.db >calm

n=0
while [ $n -lt "${KILLS:-10}" ]; do
	n=$((n + 1))
	winnow-store --quiet a.db night.jsonl &
	pid=$!
	sleep "0.$(printf %03d $(($(od -An -N2 -tu2 /dev/urandom) % 400)))"
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
	[ -s a.db ] || continue
	is "kill $n: the database is sound" \
		"$(sqlite3 a.db 'PRAGMA integrity_check; PRAGMA foreign_key_check')" ok
	# What was killed may be the making of the database itself.
	[ "$(sqlite3 a.db 'PRAGMA user_version')" = 4 ] || continue
	ok "kill $n: the accounts add up" winnow-store --check a.db
	is "kill $n: every article has its parts" "$(sqlite3 a.db 'SELECT count(*) FROM article WHERE
		(SELECT count(*) FROM section WHERE article_id = article.id) <> 1 OR
		(SELECT count(*) FROM article_teaser WHERE article_id = article.id) <> 1')" 0
done
winnow-store --quiet a.db night.jsonl
is 'the next load completes' "$? $(sqlite3 a.db 'SELECT state FROM run')" '0 ok'
content a.db >after
ok 'and everything is there as if nothing had happened' cmp calm after
tap_end
