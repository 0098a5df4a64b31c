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
	winnow-export "$1" --format jsonl --output "$1.jsonl" &&
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

for victim in fetch parse normalize store crawl; do
	: >"$log"
	db=$victim.db
	crawl $db &
	job=$!
	# crawl is a function: its subshell is the parent of the driver.
	while [ "$(wc -l <"$log")" -lt 15 ]; do sleep 0.02; done
	driver=$(pgrep -P $job -x winnow-crawl)
	if [ $victim = crawl ]; then
		pid=$driver
	else
		pid=$(pgrep -P "$driver" -f "winnow-$victim")
	fi
	kill -9 "$pid"
	wait $job
	status=$?
	case $victim in
	crawl) is 'crawl killed: the night is over' $status 137 ;;
	*)
		is "$victim killed: the night cannot be called good" $status 3
		like "$victim killed: it is named" "$(cat $db.err)" "winnow-$victim was killed by signal 9"
		;;
	esac
	n=0
	crawl $db
	while [ $? -eq 75 ] && [ $n -lt 100 ]; do # the stages of a killed driver are still ending
		sleep 0.1
		n=$((n + 1))
		crawl $db
	done
	is "$victim killed: the next night is good" "$(tail -1 $db.err)$(grep -c articles $db.out)" \
		"$(tail -1 $db.err)1"
	is "$victim killed: the database is sound" "$(sound $db)" ok
	is "$victim killed: in the end everything is there" "$(content $db)" "$(cat calm)"
	n_partial=$(sqlite3 "$db" "SELECT count(*) FROM run WHERE state = 'partial'")
	[ $victim = crawl ] || ok "$victim killed: its run is marked partial" test "$n_partial" -ge 1
done

tap_end
