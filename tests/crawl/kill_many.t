#!/bin/sh
# SPDX-License-Identifier: MIT
# kill_many.t - a crawl of 2,000 pages, one in twenty of which goes wrong in some way, with one
# program after the other killed: in the end every URL has one outcome, every archive is whole

. tests/tap.sh
. tests/stage/fetch/hostile.sh

tap_cleanup()
{
	hostile_stop
}
hostile_start
n_pages=2000
kills=10

# Each way to go wrong on some hosts; the others serve pages.
cat >"$tap_tmp/ways" <<'END'
/drip
/hang
/hang-header
/hang-body
/chunked?n=40000000
/bomb
/short
/close
/bad-chunk
/header-flood
/http09
/stacked
/empty-answer
/coded?c=bad
/status?s=404
/status?s=410
/status?s=500
/image
/moved
/to-file
/to-nothing
/loop
/rlong
END
awk -v port="$port" -v pages="$n_pages" '
	{ ways[n++] = $0 }
	END {
		for (i = 0; i < pages; i++) {
			path = i % 20 ? "/page?" : ways[i / 20 % n]
			path = path (path ~ /[?]/ ? "&" : "?") "i=" i
			print "http://127.0.0." i % 17 + 14 ":" port path
		}
	}' "$tap_tmp/ways" >"$tap_tmp/seeds"

cd "$tap_tmp" || exit 1
crawl()
{
	winnow-crawl --quiet --seeds seeds --db a.db --archive warc --allow-private --delay 0.02 \
		--timeout 2 --min-success 0 >>out 2>>err
}
query()
{
	sqlite3 a.db "$1"
}
# What the driver runs, and the driver.
programs()
{
	driver=$(pgrep -P "$job" -x winnow-crawl) && pgrep -P "$driver" && echo "$driver"
}

job=
killed=0
round=0
while [ $killed -lt "$kills" ] && [ $round -lt $((4 * kills)) ]; do
	round=$((round + 1))
	if [ -z "$job" ] || ! kill -0 "$job" 2>/dev/null; then
		crawl &
		job=$!
	fi
	sleep "0.$((round * 3 % 7 + 1))"
	# shellcheck disable=SC2046 # process ids
	set -- $(programs)
	[ $# -gt 1 ] && shift $((round % $#)) && kill -9 "$1" && killed=$((killed + 1))
done
wait "$job"
flock a.db.crawl-lock true # the companions of a killed driver end
ok "programs were killed in the middle, $killed times" test $killed -ge $((kills / 2))
is 'the database is sound' "$(query 'PRAGMA integrity_check; PRAGMA foreign_key_check')" ok
# Status 3 when a host whose Retry-After lasts is told as failing: which one it is, the kills decide.
: >err
crawl
ok 'the last night runs to its end' test $? -eq 0 -o $? -eq 3
is 'and loses no stage' "$(cat err)" ''
crawl
is 'and leaves nothing to do' "$(winnow-due --quiet a.db | head -20)" ''

# When the driver is killed, fetch still tells that the rest of its list has to wait (deadline).
sqlite3 a.db 'CREATE TEMP TABLE seed (url)' '.import seeds seed' "
	SELECT seed.url, group_concat(o.outcome || ' ' || o.fetched_at || ' ' || coalesce(o.retry_at, ''), ', ')
	FROM seed LEFT JOIN url ON url.url = seed.url LEFT JOIN outcome AS o
		ON url.id = url_id AND o.outcome NOT IN ('duplicate', 'deadline')
	GROUP BY 1 HAVING count(o.outcome) <> 1 LIMIT 20" >others
is 'but for nights cut short, every URL has exactly one outcome' "$(cat others)" ''
is 'and so they are all known' "$(query 'SELECT count(*) FROM url WHERE is_seed')" "$n_pages"
ok 'of all kinds' test "$(query 'SELECT count(DISTINCT outcome) FROM outcome')" -ge 9
is 'the accounts add up' "$(winnow-store --check a.db 2>&1)" ''
is 'nothing was rejected but what is no URL' "$(query "
	SELECT DISTINCT input ->> 'outcome' FROM reject WHERE input IS NOT NULL")" bad-url

url 14 '/page?last' >last
winnow-fetch --quiet --allow-private --output warc/winnow-0T0Z-0.warc.gz --gzip <last
is 'no archive is left open' "$(find warc -name '*.open')" ''
ok 'every archive is sound' gzip -t warc/*.warc.gz
cd - >/dev/null || exit 1
outcomes "$tap_tmp"/warc/*.warc.gz >"$tap_tmp/archived"
is 'and read to its end' $? 0
cut -f1 "$tap_tmp/archived" | sort -u >"$tap_tmp/kept"
is 'together they have every URL' "$(sed "s/:$port//" "$tap_tmp/seeds" | sort | comm -13 "$tap_tmp/kept" -)" ''
modules=$(npm root -g 2>/dev/null)
if [ -e "$modules/warcio" ]; then
	for file in "$tap_tmp"/warc/*.warc.gz; do
		node "$modules/warcio/dist/cli.js" index "$file" || echo "# $file"
	done >"$tap_tmp/index" 2>&1
	is 'warcio reads as many records' "$(grep -c '"warc-type"' "$tap_tmp/index")" \
		"$(zcat "$tap_tmp"/warc/*.warc.gz | grep -a -c '^WARC/1.1')"
else
	skip 'warcio reads as many records' 'npm has no warcio here'
fi
tap_end
