#!/bin/sh
# SPDX-License-Identifier: MIT
# fetch_polite.t - how winnow-fetch treats hosts, judged from the server's log

. tests/tap.sh
. tests/stage/fetch/hostile.sh

tap_cleanup()
{
	hostile_stop
	kill "$endless" 2>/dev/null
}
hostile_start

# Someone who does not end the input of a run that is over; looked at in the end.
mkfifo "$tap_tmp/endless"
exec 3<>"$tap_tmp/endless"
timeout 60 winnow-fetch --allow-private --quiet --deadline 0.1 <"$tap_tmp/endless" \
	>"$tap_tmp/endless.warc" 3>&- &
endless=$!
url 30 /endless >&3

# gap ADDRESS, most ADDRESS: from the log as it is
gap()
{
	python3 tests/stage/fetch/polite.py "$hostile_log" "127.0.0.$1" | cut -d' ' -f3
}
most()
{
	python3 tests/stage/fetch/polite.py "$hostile_log" "127.0.0.$1" | cut -d' ' -f5
}
pages()
{
	for page in 1 2 3 4 5 6; do
		url "$1" "$2$page"
	done
}

pages 21 /page | fetch --delay 0.2
is 'all pages of a host with a delay' "$(outcomes | grep -c 'response	200')" 6
ok 'no two requests are closer than the delay' test "$(gap 21)" -ge 199

for run in 1 2 3; do
	url 31 "/page$run" | fetch --delay 0.4 --cache "$tap_tmp/paces"
done
ok 'runs that follow each other keep the delay, too' test "$(gap 31)" -ge 399
{
	echo 'nonsense'
	echo "9999999999.0 0.1 http://127.0.0.32:$port"
	echo "9999999999.0 99999.0 http://127.0.0.33:$port"
} >"$tap_tmp/paces/paces"
{ url 32 /page1; url 33 /page1; } | fetch --delay 0 --cache "$tap_tmp/paces"
is 'no wait is longer than it was when it was kept, and bad lines count as nothing' \
	"$(outcomes | grep -c 'response	200')" 2

url 34 /rlong | fetch --delay 0 --cache "$tap_tmp/paces"
url 32 /page2 | fetch --delay 0 --cache "$tap_tmp/paces"
url 34 /page1 | fetch --delay 0 --cache "$tap_tmp/paces"
is 'a Retry-After outlives a run that does not ask its host, and is not waited for' \
	"$(outcome_of /page1)" 'outcome retry-after'
is 'its host was asked once' "$(asked 34 | grep -vc robots.txt)" 1

# A reader that does not keep up is waited for asleep, whatever is due meanwhile.
for page in $(seq 400); do url $((page % 4 + 36)) "/large?n=50000&p=$page"; done |
	timeout 60 winnow-fetch --allow-private --quiet --delay 0 --metrics "$tap_tmp/metrics" |
	{ sleep 2; cat; } >"$tap_tmp/slow.warc"
wakeups=$(sed -n 's/^winnow_fetch_wakeups //p' "$tap_tmp/metrics")
ok "a slow reader keeps nobody busy ($wakeups wake-ups)" test "$wakeups" -lt 20000

# A budget of bytes.
for page in $(seq 50); do url 35 "/page$page"; done | fetch --delay 0 --budget 300 --metrics "$tap_tmp/metrics"
is 'a budget of bytes ends the run, and every request has its outcome' \
	"$([ "$(outcomes | grep -c 'response	200')" -lt 20 ] && outcomes | grep -v note | grep -c '127.0.0.35')" 50

pages 22 '/page?slow=0.1&n=' | fetch --delay 0.05
ok 'one connection at a time by default' test "$(most 22)" -eq 1
waited=$(asked 22 | awk '/page/ { if (at && (!gap || $1 - at < gap)) gap = $1 - at; at = $1 }
	END { print int(gap * 1000) }')
ok 'a host that takes its time is left twice as long' test "$waited" -ge 299

pages 23 '/page?slow=0.3&n=' | fetch --delay 0 --per-host 3
ok 'as many at a time as --per-host allows' test "$(most 23)" -eq 3

{
	pages 24 '/page?slow=0.2&n='
	pages 25 '/page?slow=0.2&n='
	pages 26 '/page?slow=0.2&n='
} | fetch --delay 0 --per-host 3 --total 4
ok 'and as --total allows' test "$(for n in 24 25 26; do most $n; done |
	awk '{ sum += $1 } END { print sum }')" -le 9
cat >"$tap_tmp/all.py" <<'END'
import sys
at = [float(line.split()[0]) for line in open(sys.argv[1])
      if line.split()[2] in ("127.0.0.24", "127.0.0.25", "127.0.0.26") and "slow" in line]
print(max(sum(1 for a in at if a <= now < a + 0.2) for now in at))
END
ok 'over all hosts' test "$(python3 "$tap_tmp/all.py" "$hostile_log")" -le 4

# A site's profile.
mkdir "$tap_tmp/sites"
printf '%s\n' '[site]' 'hosts = 127.0.0.17' '[fetch]' 'delay = 0.3' 'header = X-Reason: test' \
	>"$tap_tmp/sites/slow.ini"
for page in 1 2 3; do
	url 17 "/page$page"
	url 16 "/page$page"
done | fetch --delay 0 --sites "$tap_tmp/sites" --requests
ok 'a profile sets the delay of its site' test "$(gap 17)" -ge 299
ok 'and of no other' test "$(gap 16)" -lt 299
is 'and fields of its requests' "$(grep -a -c '^X-Reason: test' "$tap_tmp/out.warc")" 3
printf '%s\n' 'delay = fast' >>"$tap_tmp/sites/slow.ini"
url 17 /page | fetch --sites "$tap_tmp/sites"
is 'a profile that cannot be used ends the run' $? 1
like 'with its place' "$(cat "$tap_tmp/err")" 'slow.ini:6: delay: no number of seconds'

# One address under several names is one machine.
{
	for name in localhost 127.0.0.1 '[::ffff:127.0.0.1]'; do
		for page in 1 2 3; do
			echo "http://$name:$port/page?slow=0.2&host=$name$page"
		done
	done
} | fetch --delay 0 --per-host 2 --per-address 2
ok 'hosts that share an address share its connections' test "$(most 1)" -le 2

# Retry-After.
: >"$tap_tmp/urls"
for path in /r429 /page1 /page2; do
	url 27 "$path"
done | fetch --delay 0
is 'a page is asked for again when the server said so' "$(outcome_of /r429)" 'response 200'
waited=$(asked 27 | awk '$3 != "/robots.txt" && $2 == 429 { at = $1; next }
	at && !gap { gap = $1 - at } END { print int(gap * 1000) }')
ok 'not before, and neither is its host' test "$waited" -ge 2000
url 28 /rdate | fetch --delay 0
is 'a date does as well' "$(outcome_of /rdate)" 'response 200'
ok 'and is waited for' test "$(gap 28)" -ge 0
waited=$(asked 28 | awk '$2 == 429 { at = $1 } $2 == 200 { print int(($1 - at) * 1000) }')
ok 'about three seconds' test "$waited" -ge 1900

{
	url 29 /rlong
	pages 29 /page
} | fetch --delay 0 --patience 2
is 'a host that asks for an hour is left alone' "$(asked 29 | wc -l)" 2
is 'its pages are deferred' "$(outcomes | grep -c 'outcome	retry-after')" 7
like 'until the hour is over' "$(outcomes | grep /rlong)" 'retry_at='
like 'and the run says when that is' "$(cat "$tap_tmp/err")" 'asked us to wait, due again in 3[56][0-9][0-9] s'

# Longer than any clock goes.
in_a_month=$(date -u -d '+30 days' +%Y-%m-%d)
{
	url 36 /rforever
	url 37 /rages
} | fetch --delay 0 --patience 2
or_a_day_more=$(date -u -d '+30 days' +%Y-%m-%d)
is 'a host that asks for ever is left alone for a month' \
	"$(outcomes | grep 'outcome	retry-after' | grep -c -e "retry_at=$in_a_month" -e "retry_at=$or_a_day_more")" 2

# A dead host costs seconds: nothing listens on this port.
began=$(date +%s)
{
	for page in 1 2 3 4 5 6 7 8; do
		echo "http://127.0.0.30:1/page$page"
	done
	pages 30 '/hang?'
	pages 19 /page
} | fetch --delay 0 --first-byte-timeout 0.5
took=$(($(date +%s) - began))
is 'a dead host does not stop the others' "$(outcomes | grep -c 'response	200')" 6
is 'all its pages are deferred' "$(outcomes | grep -c 'robots-unreachable')" 8
is 'a host that went silent is given up' "$(outcomes | grep /hang | cut -f3 | sort | uniq -c | tr -s ' ')" \
	" 3 host-broken
 3 timeout"
ok 'all of it in seconds' test "$took" -le 5

# The end of the time.
for page in $(seq 30); do
	url 20 "/page$page"
done | fetch --delay 0.2 --deadline 1
is 'a deadline ends the run' $? 0
ok 'what was fetched is there' test "$(outcomes | grep -c 'response	200')" -ge 3
like 'the rest is deferred' "$(outcomes | grep '	deadline	' | head -n 1)" 'time is over'
like 'and nothing is lost' "$(outcomes | grep '^end')" 'in=30 out=30'

{
	for page in $(seq 30); do
		url 18 "/page$page"
	done
	sleep 2
	url 18 /unread
} | fetch --delay 0.2 &
fetch_pid=$!
sleep 1
pkill -TERM -P "$(pgrep -P "$fetch_pid" -x timeout)" winnow-fetch
wait "$fetch_pid"
is 'a signal too' "$(grep -c 'in = .* out' "$tap_tmp/err")" 1
like 'even what was not read yet gets its outcome' "$(outcome_of /unread)" 'outcome deadline'
like 'and the sum holds' "$(outcomes | grep '^end')" 'in=31 out=31'

wait "$endless"
is 'an input that never ends does not hold a run that is over' \
	"$(outcomes "$tap_tmp/endless.warc" | grep -c '^end')" 1
tap_end
