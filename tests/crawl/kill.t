#!/bin/sh
# SPDX-License-Identifier: MIT
# kill.t - kill -9 of any one program in the middle of a crawl: a sound database, a run marked
# partial, and a next night that completes what is missing

. tests/tap.sh
. tests/server.sh

tap_cleanup()
{
	server_stop
}

server_start "$tap_tmp/server" || exit 1
cd "$tap_tmp" || exit 1
log=$tap_tmp/server/run/access.log
printf '%s\n' "$server/" "$server/sitemap.xml" >seeds

crawl()
{
	winnow-crawl --seeds seeds --db "$1" --allow-private --delay 0.02 >"$1.out" 2>"$1.err"
}
# What is in a database but for times and the way it was found.
content()
{
	winnow-export "$1" --quiet --format jsonl --output "$1.jsonl" &&
		jq -c '{url, title, page_kind, content_digest}' "$1.jsonl" | sort
}
sound()
{
	sqlite3 "$1" 'PRAGMA integrity_check; PRAGMA foreign_key_check'
}

crawl calm.db
is 'the undisturbed night is good' $? 0
content calm.db >calm
ok 'the undisturbed night has articles' test "$(wc -l <calm)" -gt 20
[ $tap_bad -eq 0 ] || tap_end # there is nothing to compare with

# Whether the crawl in the background has fetched some pages.
under_way()
{
	[ "$(wc -l <"$log")" -ge 15 ]
}
# The driver, or one of the programs it runs; crawl is a function: its subshell is the parent.
pid_of()
{
	driver=$(pgrep -P "$job" -x winnow-crawl)
	if [ "$1" = crawl ]; then
		echo "$driver"
	else
		pgrep -P "$driver" -f "winnow-$1"
	fi
}
for victim in fetch parse normalize store crawl; do
	: >"$log"
	db=$victim.db
	crawl $db &
	job=$!
	wait_until under_way
	kill -9 "$(pid_of $victim)"
	wait $job
	status=$?
	if [ $victim = crawl ]; then
		is 'crawl killed: the night is over' $status 137
	else
		is "$victim killed: the night cannot be called good" $status 3
		like "$victim killed: it is named" "$(cat $db.err)" "winnow-$victim was killed by signal 9"
		is "$victim killed: its run is marked partial" \
			"$(sqlite3 $db "SELECT count(*) > 0 FROM run WHERE state = 'partial'")" 1
	fi
	ok "$victim killed: its companions end" timeout 60 flock $db.crawl-lock true
	is "$victim killed: the database is sound" "$(sound $db)" ok
	sleep 1 # the next night begins in another second
	crawl $db
	status=$?
	[ $victim = crawl ] && is "$victim killed: the next night is good" $status 0
	is "$victim killed: in the end everything is there" "$(content $db)" "$(cat calm)"
done

tap_end
