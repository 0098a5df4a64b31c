#!/bin/sh
# SPDX-License-Identifier: MIT
# night.sh - a whole night beside Scrapy, readability-lxml and sqlite3; `make bench-night`
#
# usage: B=BUILD tests/bench/night.sh [PAGES...]
#
# PAGES are 1,000 and 10,000, or what NIGHT_PAGES says; 100,000 take some minutes and 2 GiB.
#
# Both ask nginx on loopback for the same pages on 20 hosts without delay, take title and text out
# of them (ours authors, dates, teasers and more as well), and store them in SQLite. Every page is
# accounted for. Numbers above SCRAPY_MOST, 10,000 unless given, are ours alone.

cd "$(dirname "$0")/../.." || exit 1
B="${B:-$PWD/build}"
PATH="$B/bin:$PATH:/usr/sbin"
export LC_ALL=C.UTF-8
hosts=20
tmp=$(mktemp -d) || exit 1
server=
cleanup()
{
	[ -z "$server" ] || kill "$server"
	rm -rf "${tmp:?}"
}
trap cleanup EXIT
trap 'exit 1' INT TERM

port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 12000))
cat >"$tmp/nginx.conf" <<CONF
daemon off;
master_process off;
pid $tmp/nginx.pid;
worker_rlimit_nofile 4096;
events { worker_connections 2048; }
http {
	access_log off;
	log_not_found off;
	types { text/html html; }
	keepalive_requests 100000;
	client_body_temp_path $tmp/body;
	proxy_temp_path $tmp/proxy;
	fastcgi_temp_path $tmp/fastcgi;
	uwsgi_temp_path $tmp/uwsgi;
	scgi_temp_path $tmp/scgi;
	root $tmp/root;
	server { listen $port; }
}
CONF
mkdir "$tmp/root"
tests/bound nginx -p "$tmp" -e "$tmp/error.log" -c "$tmp/nginx.conf" &
server=$!

# measure NAME COMMAND...: what it took into $tmp/NAME.json.
measure()
{
	name=$1
	shift
	python3 tests/bench/night_measure.py "$@" >"$tmp/$name.json" 2>"$tmp/$name.log" &&
		[ "$(jq .status "$tmp/$name.json")" -eq 0 ] && return
	cat "$tmp/$name.log" >&2
	exit 1
}
say()
{
	jq -r --arg name "$1" --argjson n "$pages" '
		def places(n): . * pow(10; n) | round / pow(10; n);
		"\($name): \($n / .wall | places(1)) pages/s, CPU \(.cpu * 1000 / $n | places(2)) ms a page, " +
		"\(.memory | places(1)) MiB" + (.programs | to_entries | sort_by(-.value) |
		if length < 2 then "" else "; ms by program: " + (map("\(.key) \(.value * 1000 / $n | places(2))") | join(", ")) end)' \
		"$tmp/$1.json"
}
# Each page is an article, or stands here with what became of it.
account()
{
	echo "  winnow: $(sqlite3 "$tmp/winnow.db" "SELECT count(*) FROM article WHERE deleted IS NULL") articles of $pages pages"
	sqlite3 "$tmp/winnow.db" "SELECT '  not an article: ' || url.url || ': ' || coalesce(url.class || ' ' || url.outcome, 'not asked for') ||
		coalesce(', alias of ' || target.url, '')
		FROM url LEFT JOIN url AS target ON target.id = url.alias_of
		LEFT JOIN article ON article.url_id = url.id
		WHERE url.is_seed AND article.id IS NULL LIMIT 20"
	winnow-store --check "$tmp/winnow.db"
}
one()
{
	pages=$1
	rm -rf "${tmp:?}/root" "${tmp:?}/winnow.db" "${tmp:?}/scrapy.db"
	mkdir "$tmp/root"
	python3 tests/bench/night_pages.py "$tmp/root" "$pages" $hosts $port >"$tmp/urls" || exit 1
	echo "$pages pages, $(du -sm --apparent-size "$tmp/root" | cut -f1) MiB; load $(cut -d' ' -f1 /proc/loadavg)"
	measure winnow winnow-crawl --db "$tmp/winnow.db" --seeds "$tmp/urls" --depth 0 \
		--allow-private --delay 0 --per-host 4 --total 80
	say winnow
	account
	[ "$pages" -le "${SCRAPY_MOST:-10000}" ] || return
	measure scrapy /usr/bin/python3 tests/bench/night_scrapy.py "$tmp/scrapy.db" "$tmp/urls"
	say scrapy
	sqlite3 "$tmp/scrapy.db" "SELECT '  scrapy: ' || count(*) || ' ' || status FROM article GROUP BY status"
	jq -rs --argjson n "$pages" 'def places: . * 100 | round / 100;
		"  ratios: \(.[1].wall / .[0].wall | places) times the pages a second, " +
		"\(.[0].cpu / .[1].cpu | places) of the CPU, \(.[0].memory / .[1].memory | places) of the memory"' \
		"$tmp/winnow.json" "$tmp/scrapy.json"
}
if ! /usr/bin/python3 -c 'import scrapy, readability' 2>/dev/null; then
	echo 'night.sh: Scrapy and readability-lxml are not installed: ours alone' >&2
	SCRAPY_MOST=0
fi
# shellcheck disable=SC2086 # numbers
[ $# -gt 0 ] || set -- ${NIGHT_PAGES:-1000 10000}
for n in "$@"; do
	one "$n"
done
