#!/bin/sh
# SPDX-License-Identifier: MIT
# rehearsal.t - five nights over twenty sites that grow, change, lose pages, fall silent and come
# back: every summary says what was written down by hand, every URL is accounted for, every host
# asked politely
#
# The clock is libfaketime's, which says by how many hours it is later than it is: a night follows
# each day, and once the clock is set back.

. tests/tap.sh
. tests/stage/fetch/hostile.sh
. tests/crawl/rehearsal.sh

top=$PWD
job=
tap_cleanup()
{
	[ -z "$job" ] || kill "$job" 2>/dev/null
	sites_stop
	hostile_stop
}
hostile_start
cd "$tap_tmp" || exit 1
delay=0.1
faketime=$(faketime -f +0 printenv LD_PRELOAD)

crawl()
{
	env LD_PRELOAD="$faketime" FAKETIME_TIMESTAMP_FILE="$tap_tmp/clock" FAKETIME_CACHE_DURATION=1 \
		DONT_FAKE_MONOTONIC=1 ASAN_OPTIONS="$ASAN_OPTIONS:verify_asan_link_order=0" \
		winnow-crawl night.ini "$@" >out 2>err
}
clock()
{
	echo "+$1h" >clock.new && mv clock.new clock
}
query()
{
	sqlite3 a.db "$1"
}
summary()
{
	jq -r "$1" summary.json
}

# What each night brings of the sites 1 to 18, by hand: pages asked for, good ones; articles new,
# changed, unchanged, deleted. A line for several nights stands for each; what has no line is
wanted_first='4 4 3 0 0 0'
wanted_later='4 4 0 0 3 0'
cat >wanted.lines <<'TABLE'
2 2 5 5 1 0 3 0 one more each night
2 3 6 6 1 0 4 0
2 4 7 7 1 0 5 0
2 5 8 8 1 0 6 0
3 2345 4 4 0 1 2 0 one is another each night
4 3 4 3 0 0 2 1 one is gone for good: 410
4 45 3 3 0 0 2 0
5 2 4 3 0 0 2 0 one is missing: 404, asked for again after a week
5 345 3 3 0 0 2 0
6 34 4 0 0 0 0 0 down
8 4 4 4 0 0 0 0 nothing without scripts, for one night
9 1 3 2 1 0 0 0 one article, one that robots.txt denies for a week
9 2345 2 2 0 0 1 0
12 1 4 3 2 0 0 0 one not to be indexed, for a week
12 2345 3 3 0 0 2 0
13 3 4 0 0 0 0 0 nothing but 500
14 3 4 1 0 0 0 0 all articles are missing
14 45 1 1 0 0 0 0
17 3 7 4 3 0 0 0 all at other addresses, nothing at the old ones
18 1 2 2 1 0 0 0 a single article
18 2345 2 2 0 0 1 0
19 12345 4 1 0 0 0 0 a page, 404, cut short, no answer
20 12345 5 1 0 0 0 0 a page, too large twice, cut short, badly coded
TABLE
wanted_sites()
{
	default=$wanted_later
	[ "$1" -eq 1 ] && default=$wanted_first
	for site in $(seq 20); do
		awk -v site="$site" -v night="$1" -v default="$default" '
			$1 == site && index($2, night) { line = $3 " " $4 " " $5 " " $6 " " $7 " " $8 }
			END { print "127.0.0." site, line ? line : default }' wanted.lines
	done
}
# And what came to nothing: asked for, good, hops of redirections; deferred, denied, failed.
# Hops: the loop of site 19 each night, once the old address of site 10.
# Deferred: what gives no answer; the site that is down. Denied: by robots.txt, and not to be indexed.
# Failed: the six of 19 and 20, and 404, 410 and 500 as above.
cat >wanted.rest <<'TABLE'
1 3 3 1 2 6
2 2 2 1 0 7
3 2 2 5 0 17
4 2 2 5 0 6
5 2 2 1 0 6
TABLE
cat >wanted.suspicious <<'TABLE'
3 127.0.0.13 silent
3 127.0.0.14 lost
3 127.0.0.6 silent
4 127.0.0.14 lost
4 127.0.0.6 silent
4 127.0.0.8 turned
5 127.0.0.14 lost
TABLE

# All that must hold after night N, which ended with a status.
judge()
{
	echo "# night $1 took $(summary .seconds) s"
	is "night $1: the exit status" "$2" "$([ "$1" -lt 3 ] && echo 0 || echo 3)"
	is "night $1: pages and articles of every site" "$(summary '.sites[] |
		"\(.site) \(.asked) \(.good) \(.articles | "\(.new) \(.changed) \(.unchanged) \(.deleted)")"' |
		sort -t. -k4n)" "$(wanted_sites "$1")"
	is "night $1: in all" "$(summary '.articles | "\(.new) \(.changed) \(.unchanged) \(.deleted)"')" \
		"$(wanted_sites "$1" | awk '{ n += $4; c += $5; u += $6; d += $7 } END { print n, c, u, d }')"
	is "night $1: redirected, hops, deferred, denied, failed" "$(summary '.outcomes as $o |
		def all(class): [$o[class] // {} | .[]] | add // 0;
		"\(all("redirected")) \([$o[][]] | add - '"$(summary .pages)"') \(all("deferred")) \(all("denied")) \(all("failed"))"')" \
		"$(sed -n "s/^$1 //p" wanted.rest)"
	is "night $1: each outcome is in the database" "$(summary '[.outcomes[][]] | add')" \
		"$(query "SELECT count(*) FROM outcome JOIN run ON run.id = run_id WHERE night = '$(summary .night)'")"
	is "night $1: the sites tell of all outcomes but redirections and duplicates" \
		"$(summary '[.sites[].asked] | add')" \
		"$(summary '.outcomes | del(.redirected, .duplicate) | [.[][]] | add')"
	is "night $1: what is suspicious" "$(summary '.suspicious[] | "\(.site) \(.reason)"' | sort)" \
		"$(sed -n "s/^$1 //p" wanted.suspicious)"
	is "night $1: the accounts add up" "$(winnow-store --check a.db 2>&1)" ''
	[ "$1" -eq 5 ] || # an hour less than a day later
		is "night $1: robots.txt comes first" \
			"$(awk '!seen[$2]++ && $4 != "/robots.txt"' "night-$1.log")" ''
	is "night $1: and is obeyed" "$(grep -c /private/ "night-$1.log")" 0
}

sites_night 1 || exit 1
{
	for path in /page '/status?s=404' /close /loop-a /empty-answer; do
		url 19 "$path"
	done
	for path in /page '/chunked?n=40000000' /header-flood /short '/coded?c=bad'; do
		url 20 "$path"
	done
} >seeds
mkdir sites
{
	echo '[site]'
	for site in $(seq 18); do
		echo "hosts = 127.0.0.$site"
		echo "start = http://127.0.0.$site:$sites_port/"
	done
	echo '[scope]'
	echo 'revisit = 6h 20h' # each page every night
} >sites/all.ini
cat >night.ini <<SETTINGS
[crawl]
db = a.db
seeds = seeds
sites = sites
summary = summary.json
delay = $delay
allow-private = yes
SETTINGS

clock 24
crawl
judge 1 $?
like 'the first line for people says the same' "$(head -1 out)" '^49 new, 0 changed, 0 unchanged articles; '

# A second run while the first one stands still.
sites_night 2
clock 48
crawl --quiet &
job=$!
wait_until test -s night-2.log
holder=$(sed -n 's/^process \([0-9]*\) .*/\1/p' a.db.crawl-lock)
kill -STOP "$holder"
winnow-crawl --db a.db --allow-private >second.out 2>second.err
is 'a second run at the same time is refused' "$?" 75
like 'and says who is at it' "$(cat second.err)" "process $holder since"
kill -CONT "$holder"
wait $job
status=$?
job=
judge 2 $status
is 'of a good night nothing is said with --quiet' "$(cat out)" ''

sites_night 3 6
clock 72
crawl
judge 3 $?
like 'people are told what is suspicious' "$(cat out)" '^suspicious: 127\.0\.0\.6 is silent: '

query .dump >before
: >night-3.log
clock 71
crawl
is 'with the clock set back by an hour there is nothing to do' "$? $(cat night-3.log)" '0 '
query .dump >after
is 'and nothing is changed' "$(diff before after)" ''

# The clock is set back in the middle of the night, and stays so.
sites_night 4 6
clock 96
crawl &
job=$!
wait_until test -s night-4.log
clock 95
wait $job
status=$?
job=
judge 4 $status
sites_night 5
clock 119
crawl
judge 5 $?

# Both ends of a distance are as late as the machine is busy: a few seem shorter than they were.
short=$(awk -v delay=$delay '
	FNR == 1 { split("", last) }
	$2 in last { n++; short += $1 - last[$2] < 0.9 * delay }
	{ last[$2] = $1 }
	END { print (n < 200 ? "too few requests, " n : int(100 * short / n)) }' night-[1-5].log)
ok "requests to a host keep their distance but for $short in 100" test "$short" -le 10
waited=$(sort -n night-[245].log | awk '$2 == "127.0.0.9" && $4 == "/" { began = $1 }
	$2 == "127.0.0.9" && $4 == "/a1.html" { print ($1 - began >= 0.9) }' | sort -u)
is 'and as slowly as robots.txt asks' "$waited" 1
is 'nothing waits that is due' "$(env LD_PRELOAD="$faketime" FAKETIME=+119h \
	ASAN_OPTIONS="$ASAN_OPTIONS:verify_asan_link_order=0" winnow-due --sites sites a.db | wc -l)" 0
is 'no line was rejected' "$(query 'SELECT count(*) FROM reject')" 0
tap_end
