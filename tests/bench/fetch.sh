#!/bin/sh
# SPDX-License-Identifier: MIT
# fetch.sh - winnow-fetch against curl and wget2, over nginx on loopback; `make bench-fetch`
#
# usage: B=BUILD tests/bench/fetch.sh [PAGES [ROUNDS]]
#
# Takes turns, so that what else the machine does hits all alike, and prints medians with their
# spread. Three scenes: many pages at full speed, many connections to a server that takes
# 50 ms (needs nginx' echo module), and a million URLs for one slow host.

cd "$(dirname "$0")/../.." || exit 1
PATH="${B:-$PWD/build}/bin:$PATH:/usr/sbin"
pages=${1:-10000}
rounds=${2:-5}
hosts=20
tmp=$(mktemp -d) || exit 1
server=
hostile=
cleanup()
{
	[ -z "$server" ] || kill "$server"
	[ -z "$hostile" ] || kill "$hostile"
	rm -rf "$tmp"
}
trap cleanup EXIT
trap 'exit 1' INT TERM

echo "# $pages pages, $rounds rounds, load $(cut -d' ' -f1 /proc/loadavg) at the beginning"
python3 tests/bench/fetch_pages.py "$tmp/root" "$pages"

# The server, with a page that takes 50 ms where the module is there.
module=/usr/lib/nginx/modules/ngx_http_echo_module.so
port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 12000))
{
	[ -e $module ] && echo "load_module $module;"
	cat <<END
daemon off;
user root;
pid $tmp/nginx.pid;
worker_rlimit_nofile 16384;
events { worker_connections 4096; }
http {
	access_log off;
	default_type text/html;
	types { text/html html; }
	sendfile on;
	tcp_nopush on;
	keepalive_requests 100000;
	open_file_cache max=12000 inactive=600s;
	root $tmp/root;
	server {
		listen $port;
$([ -e $module ] && echo 'location /slow/ { echo_sleep 0.05; echo_exec /real$uri; }
		location /real/slow/ { internal; alias '"$tmp"'/root/; }')
	}
}
END
} >"$tmp/nginx.conf"
tests/bound nginx -p "$tmp" -e "$tmp/error.log" -c "$tmp/nginx.conf" &
server=$!
sleep 0.5

# list PREFIX PORT: the URLs, spread over the hosts
list()
{
	seq 0 $((pages - 1)) | awk -v n=$hosts -v port="$2" -v prefix="$1" \
		'{ print "http://127.0.0." $1 % n + 1 ":" port prefix "/page/" $1 ".html" }'
}

list '' "$port" >"$tmp/urls"
awk '{ print "url=\"" $0 "\""; print "output=\"" NR "\"" }' "$tmp/urls" >"$tmp/curl"
fetch='winnow-fetch --quiet --allow-private --delay 0'
set -- ours "$tmp/urls" "$fetch --per-host 4 --total 80" \
	'curl --parallel' "$tmp/curl" "curl -sS --parallel --parallel-max 80 --output-dir \$OUT -K -"
command -v wget2 >/dev/null && set -- "$@" wget2 "$tmp/urls" \
	'wget2 -q --max-threads 80 -P $OUT -i $IN --no-robots --tries=1 --compression=identity -x'
echo "# full speed, $hosts hosts, 80 connections; wanted: curl's CPU / ours 1 or more, wget2's 1.43, 32 MiB"
python3 tests/bench/fetch_measure.py "$rounds" "$@"

if [ -e $module ]; then
	list /slow "$port" >"$tmp/urls"
	awk '{ print "url=\"" $0 "\""; print "output=\"" NR "\"" }' "$tmp/urls" >"$tmp/curl"
	echo "# 50 ms a page, 200 connections: the limit is $(awk "BEGIN { print $pages / 4000 }") s;" \
		"wanted: at most $(awk "BEGIN { print $pages / 4000 / 0.85 }") s"
	python3 tests/bench/fetch_measure.py "$rounds" \
		ours "$tmp/urls" "$fetch --per-host 10 --per-address 10 --total 200" \
		'curl --parallel' "$tmp/curl" "curl -sS --parallel --parallel-max 200 --output-dir \$OUT -K -"
else
	echo '# 50 ms a page: left out, nginx has no echo module here'
fi

tests/bound python3 tests/stage/fetch/hostile_server.py "$tmp/log" >"$tmp/port" &
hostile=$!
sleep 1
seq 1000000 | sed "s|.*|http://127.0.0.1:$(cat "$tmp/port")/page?slow=0.2\&n=&|" >"$tmp/urls"
echo '# a million URLs for one slow host, ended after 15 s; wanted: at most 64 MiB'
python3 tests/bench/fetch_measure.py 1 ours "$tmp/urls" \
	'winnow-fetch --quiet --allow-private --delay 1 --deadline 15'
