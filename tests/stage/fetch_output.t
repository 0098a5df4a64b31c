#!/bin/sh
# SPDX-License-Identifier: MIT
# fetch_output.t - what winnow-fetch writes: whole records, whole files, and what it takes over

. tests/tap.sh
. tests/stage/fetch/hostile.sh

tap_cleanup()
{
	hostile_stop
}
hostile_start

pages()
{
	for page in $(seq "$2"); do
		url $((page % 5 + 14)) "/$1$page"
	done
}
kinds()
{
	outcomes "$@" | cut -f2 | sort | uniq -c | awk '{ printf "%s%s %s", sep, $1, $2; sep = ", " }'
}

open_file()
{
	find "$tap_tmp" -name 'kill*.open'
}
has_open_of()
{
	[ "$(stat -c %s "$(open_file)")" -ge "$1" ]
}

pages page 20 | fetch --delay 0 --requests
is 'a warcinfo, a request and a response each, an end' "$(kinds)" \
	'1 end, 20 request, 20 response, 1 warcinfo'
pages page 20 | fetch --delay 0 --gzip
ok 'compressed, it is sound' gzip -t <"$tap_tmp/out.warc"
is 'and has the same records' "$(kinds)" '1 end, 20 response, 1 warcinfo'
members=$(python3 -c 'import sys; print(open(sys.argv[1], "rb").read().count(b"\x1f\x8b\x08"))' \
	"$tap_tmp/out.warc")
ok 'one member a record' test "$members" -ge 22

# Validators.
{
	echo "{\"url\":\"$(url 14 /conditional)\",\"etag\":\"\\\"v1\\\"\",\"depth\":2,\"via\":\"http://x/\"}"
	echo "{\"url\":\"$(url 15 /conditional)\",\"etag\":\"\\\"v0\\\"\"}"
	echo "{\"url\":\"$(url 16 '/status?s=304')\",\"etag\":\"\"}"
} | fetch --delay 0
like 'a 304 is a revisit' "$(outcomes | grep 127.0.0.14)" 'revisit	server-not-modified'
like 'with how the crawl came to it' "$(outcomes | grep '127.0.0.14.*note')" 'via=http://x/ depth=2'
is 'another ETag, the whole page' "$(outcomes | grep 127.0.0.15 | cut -f2,3)" "response	200"
is 'a 304 that nobody asked for is a response' \
	"$(outcomes | grep 127.0.0.16 | grep -v note | cut -f2,3)" 'response	304'
digest=$(grep -a -A20 'Target-URI.*127.0.0.15' "$tap_tmp/out.warc" |
	sed -n 's/^WARC-Payload-Digest: *\([^[:space:]]*\).*/\1/p' | head -n 1)
for option in '' --dedupe; do
	# shellcheck disable=SC2086 # an option or none
	echo "{\"url\":\"$(url 15 /page)\",\"payload_digest\":\"$digest\"}" | fetch --delay 0 $option
	is "the digest of the last visit ($option)" "$(outcomes | grep '127.0.0.15/page' |
		grep -v note | cut -f2,3)" \
		"$([ -n "$option" ] && echo 'revisit	identical-payload-digest' || echo 'response	200')"
done

# Files.
pages page 40 | fetch --delay 0 --output "$tap_tmp/night.warc.gz" --gzip --rotate 4K
is 'nothing goes to the standard output then' "$(wc -c <"$tap_tmp/out.warc")" 0
ok 'the files are rotated' test -e "$tap_tmp/night-00002.warc.gz"
is 'none is left open' "$(find "$tap_tmp" -name '*.open')" ''
ok 'all are sound' gzip -t "$tap_tmp"/night*.gz
files=$(find "$tap_tmp" -name 'night*.gz' | wc -l)
is 'each begins with a warcinfo, together they are the run' "$(kinds "$tap_tmp"/night*.gz)" \
	"1 end, 40 response, $files warcinfo"
sum=$(cat "$tap_tmp"/night*.gz | cksum)
pages page 5 | fetch --delay 0 --output "$tap_tmp/night.warc.gz" --gzip
is 'a second run takes another name' "$(find "$tap_tmp" -name 'night*.gz' | wc -l)" $((files + 1))
rm -f "$(printf '%s/night-%05d.warc.gz' "$tap_tmp" "$files")"
is 'and leaves the others alone' "$(cat "$tap_tmp"/night*.gz | cksum)" "$sum"

# Killed while it writes.
for round in 1 2 3 4 5; do
	pages "kill$round-" 400 | winnow-fetch --allow-private --quiet --delay 0.02 \
		--output "$tap_tmp/kill.warc" --gzip &
	job=$!
	wait_until has_open_of $((round * 2000))
	kill -9 $job
	wait $job
	truncate -s -$((round * 7)) "$(open_file)"
done 2>/dev/null
url 14 /last | fetch --delay 0 --output "$tap_tmp/kill.warc" --gzip
is 'after kill -9 nothing is left open' "$(open_file)" ''
ok 'all files are sound' gzip -t -S .warc "$tap_tmp"/kill*.warc
ok 'and hold nothing but whole records' outcomes "$tap_tmp"/kill*.warc
like 'the torn record is told of' "$(cat "$tap_tmp/err")" 'completed .*kill.*bytes of a torn record cut off'

# Files of another night are completed as well, others are left alone.
mkdir "$tap_tmp/nights"
for name in winnow-20261120T1Z-001.warc.gz winnow-20261120T1Z-001-00001.warc.gz other.warc.gz; do
	head -c 3000 "$tap_tmp/night.warc.gz" >"$tap_tmp/nights/$name.open"
done
: >"$tap_tmp/nights/winnow-20261120T1Z-002.warc.gz.open"
url 14 /last | fetch --delay 0 --output "$tap_tmp/nights/winnow-20261121T1Z-001.warc.gz" --gzip
is 'what a killed night left is completed, or goes when nothing is left' \
	"$(cd "$tap_tmp/nights" && echo *)" "other.warc.gz.open winnow-20261120T1Z-001-00001.warc.gz \
winnow-20261120T1Z-001.warc.gz winnow-20261121T1Z-001.warc.gz"
ok 'and sound' gzip -t "$tap_tmp"/nights/win*.gz

# Files and the pipe.
for option in '' --gzip; do
	rm -rf "$tap_tmp/both"
	mkdir "$tap_tmp/both"
	# shellcheck disable=SC2086 # an option or none
	pages page 40 | timeout 30 winnow-fetch --allow-private --quiet --delay 0 $option \
		--output "$tap_tmp/both/both.warc" --tee --rotate 4K | cat >"$tap_tmp/out.warc"
	ok "with --tee the files are rotated ($option)" test -e "$tap_tmp/both/both-00002.warc"
	is "and the pipe gets the same ($option)" "$(cksum <"$tap_tmp/out.warc")" \
		"$(cd "$tap_tmp/both" && cat both.warc both-*.warc | cksum)"
done
url 14 /page | fetch --output "$tap_tmp/tee.warc" --tee
is '--tee into a file is refused' $? 2

# A reader that is slow, and one that leaves.
for page in $(seq 60); do
	url $((page % 5 + 14)) "/large?n=500000&i=$page"
done >"$tap_tmp/urls"
timeout 30 winnow-fetch --allow-private --quiet --delay 0 --per-host 4 --first-byte-timeout 1 \
	--stall-timeout 1 <"$tap_tmp/urls" | {
	sleep 2.5
	cat >"$tap_tmp/out.warc"
}
is 'while the reader sleeps, no clock runs' "$(kinds)" '1 end, 60 response, 1 warcinfo'
{
	timeout 30 winnow-fetch --allow-private --delay 0 <"$tap_tmp/urls" 2>"$tap_tmp/err"
	echo $? >"$tap_tmp/status"
} | head -c 1000 >/dev/null
is 'a reader that leaves ends the run with 1' "$(cat "$tap_tmp/status")" 1
is 'without a word' "$(cat "$tap_tmp/err")" ''
url 14 /page | timeout 10 winnow-fetch --allow-private --quiet >/dev/full 2>"$tap_tmp/err"
is 'a full disk ends it with 1' $? 1
like 'and one line' "$(cat "$tap_tmp/err")" 'No space left on device'

# Answers out of an archive.
{
	url 14 /moved
	url 15 /page1
	url 15 '/status?s=404'
	url 16 /short
} >"$tap_tmp/urls"
fetch --delay 0 <"$tap_tmp/urls"
cp "$tap_tmp/out.warc" "$tap_tmp/first.warc"
outcomes "$tap_tmp/first.warc" | cut -f1-3 >"$tap_tmp/wanted"
url 17 /page >>"$tap_tmp/urls"
hostile_log_lines=$(wc -l <"$hostile_log")
fetch --from-warc "$tap_tmp/first.warc" <"$tap_tmp/urls"
is 'a replay has the same outcomes' "$(outcomes | grep -v -e 127.0.0.17 | cut -f1-3)" \
	"$(cat "$tap_tmp/wanted")"
is 'what the archive lacks is deferred' "$(outcomes | grep 127.0.0.17 | cut -f2,3)" 'outcome	refused'
is 'and nobody is asked' "$(wc -l <"$hostile_log")" "$hostile_log_lines"
fetch --from-warc "$tap_tmp/no-such-file" </dev/null
is 'no archive, status 1' $? 1

# Metrics.
{
	pages page 3
	url 14 '/status?s=404'
} | fetch --delay 0 --metrics "$tap_tmp/fetch.prom"
like 'metrics by outcome' "$(cat "$tap_tmp/fetch.prom")" '^winnow_fetch_outcomes\{outcome="page"\} 3$'
like 'and by status' "$(cat "$tap_tmp/fetch.prom")" '^winnow_fetch_responses\{status="404"\} 1$'
is 'the summary by outcome' "$(grep -c 'outcomes: 3 pages, 1 http-error' "$tap_tmp/err")" 1
is 'and by status' "$(grep -c 'statuses: 3 with 200, 1 with 404, 0 with none' "$tap_tmp/err")" 1
tap_end
