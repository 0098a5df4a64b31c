#!/bin/sh
# SPDX-License-Identifier: MIT
# fetch_robots.t - no page before its host's robots.txt has said so, whatever that gives

. tests/tap.sh
. tests/stage/fetch/hostile.sh

tap_cleanup()
{
	hostile_stop
}
hostile_start

# What the server has at /robots.txt of 127.0.0.N, and what becomes of two pages there.
cat >"$tap_tmp/cases" <<'END'
2 404: everything is allowed	response 200	response 200
3 503: nothing is, for now	outcome robots-unreachable	outcome robots-unreachable
4 no answer: nothing is, for now	outcome robots-unreachable	outcome robots-unreachable
6 a part is disallowed	response 200	outcome robots
8 seven redirects lead to it	response 200	outcome robots
9 429: nothing is, for now	outcome robots-unreachable	outcome robots-unreachable
10 only the first 500 KiB count	response 200	response 200
12 a redirect to a host that is silent	outcome robots-unreachable	outcome robots-unreachable
13 a redirect to itself	response 200	response 200
END
while read -r number rest; do
	url "$number" /page
	url "$number" /private
done <"$tap_tmp/cases" | fetch --delay 0 --first-byte-timeout 1
is 'the run ends well' $? 0
while read -r number rest; do
	name=$(printf '%s\n' "$rest" | cut -f1)
	for column in 2 3; do
		path=$([ $column -eq 2 ] && echo /page || echo /private)
		got=$(outcomes | awk -F '\t' -v url="http://127.0.0.$number$path" \
			'$1 == url && $2 != "note" { print $2, $3 }')
		is "$name: $path" "$got" "$(printf '%s\n' "$rest" | cut -f$column)"
	done
done <"$tap_tmp/cases"
like 'what is deferred is due again' "$(outcomes | grep '127.0.0.3/page')" 'retry_at='
is 'nothing disallowed was asked for' "$(awk '$5 ~ /private/ && $3 == "127.0.0.6"' "$hostile_log")" ''
is 'robots.txt comes first' "$(asked 6 | head -n 1 | cut -d' ' -f3)" /robots.txt
is 'and once' "$(asked 6 | grep -c robots.txt)" 1

url 6 /robots.txt | fetch --delay 0
is 'robots.txt itself may always be fetched' "$(outcome_of /robots.txt)" 'response 200'

# Crawl-delay.
for page in 1 2 3; do
	url 5 "/page$page"
done | fetch --delay 0
gap=$(asked 5 | awk '/page/ { if (at && (!gap || $1 - at < gap)) gap = $1 - at; at = $1 }
	END { print int(gap * 1000) }')
ok 'Crawl-delay is kept' test "$gap" -ge 999
for page in 1 2 3; do
	url 7 "/page$page"
done | fetch --delay 0
is 'one of an hour lets one page through' "$(outcomes | grep -c 'response	200')" 1
is 'and defers the others' "$(outcomes | grep -c 'outcome	retry-after')" 2
is 'with one warning' "$(grep -c 'Crawl-delay' "$tap_tmp/err")" 1

# Sitemaps.
url 11 /page | fetch --delay 0
is 'a sitemap is not fetched unless asked for' "$(outcome_of /sitemap.xml)" ''
url 11 /page | fetch --delay 0 --sitemaps
is 'with --sitemaps it is' "$(outcome_of /sitemap.xml)" 'response 200'
like 'and says where it was found' "$(outcomes | grep 'sitemap.xml	note')" 'via=http://127.0.0.11/robots.txt'
like 'it counts as a request' "$(outcomes | grep '^end')" 'in=2 out=2'

url 41 /page | fetch --delay 0 --sitemaps
is 'a host that only a sitemap led to leads no further' \
	"$(outcomes | grep -c '127.0.0.4[2-9]/sitemap.xml	response')" 1
{
	url 41 /page
	url 42 /page
} | fetch --delay 0 --sitemaps
is 'one that was asked for does' \
	"$(outcomes | grep -c '127.0.0.4[2-9]/sitemap.xml	response')" 2

# The cache.
cache=$tap_tmp/cache
lines=$(asked 6 | grep -c robots.txt)
for run in 1 2; do
	url 6 "/page$run" | fetch --delay 0 --cache "$cache"
done
is 'a kept robots.txt is not asked for again' "$(asked 6 | grep -c robots.txt)" $((lines + 1))
url 6 /private/1 | fetch --delay 0 --cache "$cache"
is 'and obeyed' "$(outcome_of /private/1)" 'outcome robots'
sed -i 's/^checked: .*/checked: 2020-01-01T00:00:00Z\r/' "$cache"/*
url 6 /page3 | fetch --delay 0 --cache "$cache"
is 'after a day it is asked for with its validators' \
	"$(grep '127.0.0.6' "$hostile_log" | grep robots.txt | tail -n 1 | cut -d' ' -f6)" validators
sed -i 's/^checked: .*/checked: 2020-01-01T00:00:00Z\r/' "$cache"/*
hostile_stop
{
	url 6 /private/2
	url 6 /page4
} | fetch --delay 0 --cache "$cache" --connect-timeout 1
is 'while the host is down, the old one holds' "$(outcome_of /private/2)" 'outcome robots'
is 'and the page says what is wrong' "$(outcome_of /page4)" 'outcome refused'
tap_end
