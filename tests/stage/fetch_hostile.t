#!/bin/sh
# SPDX-License-Identifier: MIT
# fetch_hostile.t - winnow-fetch against a server that misbehaves: the right outcome for each, in
# time, and the run goes on

. tests/tap.sh
. tests/stage/fetch/hostile.sh

tap_cleanup()
{
	hostile_stop
}
hostile_start

# Path, and what must become of it. Each is asked of a host of its own, so that none waits.
cat >"$tap_tmp/cases" <<'END'
/page response 200
/drip outcome timeout
/hang outcome timeout
/hang-header outcome timeout
/hang-body outcome timeout
/chunked?n=2000000 outcome too-large
/chunked?n=500000 response 200
/bomb outcome too-large
/bomb2 outcome too-large
/short response 200
/long response 200
/close response 200
/bad-chunk response 200
/header-flood outcome too-large
/nul response 200
/http09 outcome refused
/stacked response 200
/empty-answer outcome refused
/coded?c=gzip response 200
/coded?c=deflate response 200
/coded?c=raw response 200
/coded?c=bad response 200
/status?s=404 response 404
/status?s=410 response 410
/status?s=500 response 500
/image outcome skipped-type
/no-type response 200
/interim response 200
/rlong outcome retry-after
END
number=0
while read -r path wanted; do
	url $((number % 15 + 14)) "$path"
	number=$((number + 1))
done <"$tap_tmp/cases" >"$tap_tmp/urls"

began=$(date +%s)
fetch --delay 0.01 --per-host 3 --max-size 1000000 --first-byte-timeout 1 --stall-timeout 1 \
	--timeout 4 --patience 1 <"$tap_tmp/urls"
is 'the run ends well' $? 0
took=$(($(date +%s) - began))
ok 'and in time, whatever hangs' test "$took" -le 12

while read -r path wanted; do
	is "$path: $wanted" "$(outcome_of "$path")" "$wanted"
done <"$tap_tmp/cases"

for path in /short /close /bad-chunk /stacked '/coded?c=bad'; do
	like "$path is marked as truncated" "$(outcomes | grep -F "$path")" 'truncated=(disconnect|unspecified)'
done
is 'every request has its record' "$(outcomes | grep -c -E '	(response|outcome)	')" "$number"
like 'the end adds up' "$(outcomes | grep '^end')" "in=$number out=$number rejected=0"
like 'the summary says so too' "$(cat "$tap_tmp/err")" "$number in = $number out \+ 0 rejected"

# Redirects.
for path in /moved /loop /loop-a /chain /to-file /to-nothing /to-private /to-disallowed; do
	url 1 "$path"
done | fetch --delay 0
is 'a redirect is a response' "$(outcome_of /moved)" 'response 301'
is 'and its target a request of its own' "$(outcome_of '/page?moved')" 'response 200'
like 'which tells how it was reached' "$(outcomes | grep 'page?moved	note')" \
	'requested_url=http://127.0.0.1/moved redirects=http://127.0.0.1/moved'
is 'a page that redirects to itself' "$(outcome_of /loop | sort)" "outcome duplicate
response 302"
is 'a cycle of two' "$(outcome_of /loop-a | sort)" "outcome duplicate
response 302"
is 'ten hops are followed' "$(outcome_of '/chain?n=10')" 'response 302'
is 'the eleventh is not' "$(outcome_of '/chain?n=11')" 'outcome http-error'
like 'a redirect to a file' "$(outcomes | grep -F 'file:///etc/passwd	')" 'outcome	bad-url'
like 'a redirect to no URL' "$(outcomes | grep -F 'http://[	')" 'outcome	bad-url'
is 'a redirect to a disallowed page' "$(outcome_of /private/x)" 'outcome robots'
like 'the sum holds with hops' "$(outcomes | grep '^end')" 'in=([0-9]+) out=\1 rejected=0'

# The profile of the site that a redirection leads to says whether it is followed.
mkdir "$tap_tmp/sites"
printf '[site]\nhosts = 127.0.0.1\n[scope]\nignore = /page\n' >"$tap_tmp/sites/one.ini"
printf '{"url":"%s","depth":2}\n' "$(url 1 /moved)" | fetch --delay 0 --sites "$tap_tmp/sites"
is 'a link that redirects out of scope' "$(outcome_of /moved) $(outcome_of '/page?moved')" \
	'response 301 outcome scope'
url 1 /moved | fetch --delay 0 --sites "$tap_tmp/sites"
is 'a start page may lead anywhere' "$(outcome_of '/page?moved')" 'response 200'

# Without --allow-private nothing on loopback is connected to.
lines=$(wc -l <"$hostile_log")
{
	url 1 /page
	echo "http://localhost:$port/"
	echo "http://[::ffff:127.0.0.1]:$port/"
	echo "http://[::1]:$port/"
	echo "http://2130706433:$port/"
	echo "http://[64:ff9b::7f00:1]:$port/"
	echo 'http://10.1.2.3/'
	echo 'http://169.254.169.254/latest/meta-data/'
} | timeout 30 winnow-fetch --contact test@example.org >"$tap_tmp/out.warc" 2>"$tap_tmp/err"
is 'a run with no good page exits with 3' $? 3
is 'private addresses are denied, however written' \
	"$(outcomes | awk -F '\t' '$2 == "outcome" { print $3 }' | sort | uniq -c | tr -s ' ')" \
	' 8 private-address'
is 'and never connected to' "$(wc -l <"$hostile_log")" "$lines"

# Input that is no request.
{
	echo 'nonsense'
	echo 'ftp://example.org/'
	echo '{"url":1}'
	echo '{"depth":1}'
	echo '{"url":"http://127.0.0.1/","depth":-1}'
	echo '{"url":'
	echo
	head -c 40000 /dev/zero | tr '\0' x
	echo
	printf 'http://\377/\n'
	url 1 /last
} | fetch --delay 0
is 'bad lines do not end the run' "$(outcome_of /last)" 'response 200'
is 'bad URLs have their outcome' "$(outcomes | grep -c 'outcome	bad-url')" 3
is 'and so have bad lines' "$(outcomes | grep -c 'outcome	bad-record')" 5
like 'which are counted as rejected' "$(outcomes | grep '^end')" 'in=9 out=4 rejected=5'

fetch </dev/null
is 'no request at all is fine' $? 0
like 'and gives a whole archive' "$(outcomes)" 'end	end	-	in=0 out=0 rejected=0'
tap_end
