#!/bin/sh
# SPDX-License-Identifier: MIT
# kill.t - kill -9 of any one program in the middle of a crawl: a sound database, a run marked
# partial, and a next night that completes what is missing

. tests/tap.sh
. tests/server.sh

jobs=
tap_cleanup()
{
	# shellcheck disable=SC2086 # process ids
	[ -z "$jobs" ] || kill $jobs 2>/dev/null
	server_stop
}

server_start "$tap_tmp/server" || exit 1
canonical=$PWD/tests/crawl/canonical.sql
cd "$tap_tmp" || exit 1
log=$tap_tmp/server/run/access.log
printf '%s\n' "$server/" "$server/sitemap.xml" >seeds

# Each database has a crawl of its own, which the server's log tells by its contact.
crawl()
{
	winnow-crawl --seeds seeds --db "$1.db" --allow-private --delay 0.02 \
		--contact "$1@example.org" >"$1.out" 2>"$1.err"
}
content()
{
	sqlite3 "$1.db" <"$canonical"
}
# Whether a crawl has fetched some pages.
under_way()
{
	[ "$(grep -c "$1@example.org" "$log")" -ge 15 ]
}
# The driver, or one of the programs it runs; crawl is a function: its subshell is the parent.
pid_of()
{
	driver=$(pgrep -P "$2" -x winnow-crawl)
	if [ "$1" = crawl ]; then
		echo "$driver"
	else
		pgrep -P "$driver" -f "winnow-$1"
	fi
}
# A night with VICTIM killed, and the next one; what is to be looked at stays in files.
nights()
{
	crawl "$1" &
	job=$!
	wait_until under_way "$1"
	kill -9 "$(pid_of "$1" $job)"
	wait $job
	echo $? >"$1.status"
	cp "$1.err" "$1.killed"
	timeout 60 flock "$1.db.crawl-lock" true # its companions end
	echo $? >"$1.ended"
	sqlite3 "$1.db" 'PRAGMA integrity_check; PRAGMA foreign_key_check' >"$1.sound"
	sqlite3 "$1.db" "SELECT count(*) > 0 FROM run WHERE state = 'partial'" >"$1.partial"
	crawl "$1"
	echo $? >"$1.next"
}

crawl calm
is 'the undisturbed night is good' $? 0
content calm >wanted
ok 'the undisturbed night has articles' test "$(grep -c '^."article"' wanted)" -gt 20
[ $tap_bad -eq 0 ] || tap_end # there is nothing to compare with

victims='fetch parse normalize store crawl'
for victim in $victims; do
	nights "$victim" &
	jobs="$jobs $!"
done
for job in $jobs; do
	wait "$job"
done
jobs=

for victim in $victims; do
	if [ "$victim" = crawl ]; then
		is 'crawl killed: the night is over' "$(cat crawl.status)" 137
		is 'crawl killed: the next night is good' "$(cat crawl.next)" 0
	else
		is "$victim killed: the night cannot be called good" "$(cat "$victim.status")" 3
		like "$victim killed: it is named" "$(cat "$victim.killed")" "winnow-$victim was killed by signal 9"
		is "$victim killed: its run is marked partial" "$(cat "$victim.partial")" 1
	fi
	is "$victim killed: its companions end" "$(cat "$victim.ended")" 0
	is "$victim killed: the database is sound" "$(cat "$victim.sound")" ok
	content "$victim" >"$victim.content"
	is "$victim killed: in the end everything is there" "$(diff "$victim.content" wanted)" ''
done

tap_end
