#!/bin/sh
# SPDX-License-Identifier: MIT
# scale.sh - what a million pages cost each stage on one core, from some thousand; for docs/SCALE.md
#
# usage: B=BUILD tests/bench/scale.sh [ARCHIVE]
#
# CPU is user and system time of the program alone. Without an archive, the pages of the development
# sets (WINNOW_SHARED) are taken, six times, each time as pages of other sites.

cd "$(dirname "$0")/../.." || exit 1
B="${B:-$PWD/build}"
PATH="$B/bin:$PATH:/usr/sbin"
export LC_ALL=C.UTF-8
sets="${WINNOW_SHARED:-../shared}/quality/sets"
n_fetched=5000
tmp=$(mktemp -d) || exit 1
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "${tmp:?}"' EXIT
trap 'exit 1' INT TERM

archive=$1
if [ -z "$archive" ]; then
	[ -d "$sets" ] || { echo "scale.sh: no pages: '$sets' is missing, and no archive was named" >&2; exit 1; }
	for set in "$sets"/*/; do
		python3 tests/quality/archive.py "${set%/}"
	done >"$tmp/pages"
	for time in 1 2 3 4 5 6; do
		sed "s|^\(WARC-Target-URI: https*://\)|\1n$time.|" "$tmp/pages"
	done >"$tmp/pages.warc"
	archive=$tmp/pages.warc
fi

# measure NAME PAGES COMMAND...
measure()
{
	name=$1
	pages=$2
	shift 2
	/usr/bin/time -o "$tmp/time" -f '%U %S %M' "$@" || exit 1
	awk -v name="$name" -v pages="$pages" '{
		printf "%-34s %7d pages %8.2f s  %6d s a million  %4d MiB\n", name, pages, $1 + $2,
			($1 + $2) / pages * 1e6, $3 / 1024 }' "$tmp/time"
}
size()
{
	stat -c %s "$2" | awk -v what="$1" -v pages="$3" '{ printf "%-34s %26.1f KB a page\n", what, $1 / pages / 1e3 }'
}

python3 tests/bench/fetch_pages.py "$tmp/root" $n_fetched
port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 12000))
cat >"$tmp/nginx.conf" <<END
daemon off;
user root;
pid $tmp/nginx.pid;
events { worker_connections 4096; }
http {
	access_log off;
	default_type text/html;
	sendfile on;
	keepalive_requests 100000;
	root $tmp/root;
	server { listen $port; }
}
END
tests/bound nginx -p "$tmp" -e "$tmp/error.log" -c "$tmp/nginx.conf" &
server=$!
sleep 0.5
seq 0 $((n_fetched - 1)) |
	awk -v port="$port" '{ print "http://127.0.0." $1 % 20 + 1 ":" port "/page/" $1 ".html" }' >"$tmp/urls"
fetch='winnow-fetch --quiet --allow-private --delay 0 --per-host 4 --total 80'
measure 'fetch' $n_fetched sh -c "$fetch <'$tmp/urls' >/dev/null"
measure 'fetch, archive compressed' $n_fetched \
	sh -c "$fetch --gzip --output '$tmp/fetched.warc.gz' <'$tmp/urls'"
kill "$server" && server=

n=$(grep -a -c '^WARC-Type: response' "$archive")
size 'pages as they are' "$archive" "$n"
gzip -c "$archive" >"$tmp/packed.warc.gz"
size 'pages in gzip' "$tmp/packed.warc.gz" "$n"
common='--quiet --min-success 0'
measure 'parse' "$n" sh -c "winnow-parse $common -j 1 '$archive' >'$tmp/parsed'"
measure 'parse, archive compressed' "$n" sh -c "winnow-parse $common -j 1 '$tmp/packed.warc.gz' >/dev/null"
measure 'normalize' "$n" sh -c "winnow-normalize $common <'$tmp/parsed' >'$tmp/records'"
size 'records' "$tmp/records" "$n"
gzip -c "$tmp/records" >"$tmp/records.gz"
size 'records in gzip' "$tmp/records.gz" "$n"
measure 'store' "$n" sh -c "winnow-store $common '$tmp/a.db' <'$tmp/records'"
size 'database' "$tmp/a.db" "$n"
measure 'due' "$n" sh -c "winnow-due --quiet --force '$tmp/a.db' >/dev/null"
measure 'export' "$n" sh -c "winnow-export --quiet '$tmp/a.db' >/dev/null"
measure 'merge' "$n" winnow-store --quiet --merge "$tmp/merged.db" "$tmp/a.db"
