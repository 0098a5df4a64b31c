#!/bin/sh
# SPDX-License-Identifier: MIT
# fetch_dns.t - a resolver that says nothing costs its limit and no more

. tests/tap.sh
. tests/stage/fetch/hostile.sh

tap_cleanup()
{
	hostile_stop
	[ -z "$silent_pid" ] || kill "$silent_pid" 2>/dev/null
}

silent_pid=
echo 'nameserver 127.0.0.1' >"$tap_tmp/resolv.conf"
if ! unshare -m true 2>/dev/null; then
	skip 'a silent resolver' 'needs the right to mount'
	tap_end
fi
cat >"$tap_tmp/silent.py" <<'END'
import socket, time
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("127.0.0.1", 53))
print("ready", flush=True)
time.sleep(60)
END
tests/bound python3 "$tap_tmp/silent.py" >"$tap_tmp/ready" 2>/dev/null &
silent_pid=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do
	[ -s "$tap_tmp/ready" ] && break
	sleep 0.1
done
if ! [ -s "$tap_tmp/ready" ]; then
	silent_pid=
	skip 'a silent resolver' 'port 53 is not free'
	tap_end
fi
hostile_start
began=$(date +%s)
{
	for host in $(seq 40); do
		echo "http://www$host.example/"
	done
	for page in 1 2 3; do
		url 14 "/page$page"
	done
} | timeout 30 unshare -m sh -c "mount --bind '$tap_tmp/resolv.conf' /etc/resolv.conf &&
	exec winnow-fetch --allow-private --delay 0 --dns-timeout 1" >"$tap_tmp/out.warc" 2>"$tap_tmp/err"
took=$(($(date +%s) - began))
is 'names that do not resolve are deferred' "$(outcomes | grep -c 'outcome	dns	')" 40
is 'hosts that need none are fetched' "$(outcomes | grep -c 'response	200')" 3
ok 'and the run is over within two rounds of look-ups' test "$took" -le 6
tap_end
