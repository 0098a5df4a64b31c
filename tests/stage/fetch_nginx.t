#!/bin/sh
# SPDX-License-Identifier: MIT
# fetch_nginx.t - winnow-fetch and a server as they should be: connections, codings, validators

. tests/tap.sh
. tests/stage/fetch/hostile.sh

nginx_pid=
tap_cleanup()
{
	[ -z "$nginx_pid" ] || kill "$nginx_pid"
}

root=$tap_tmp/root
run=$tap_tmp/run
mkdir -p "$root/brotli" "$run"
for page in $(seq 40); do
	seq "$page" 2000 | sed 's|.*|<p>Line & of the page.</p>|' >"$root/$page.html"
done
head -c 3750000 /dev/urandom | base64 -w 0 >"$root/large.html"
echo 'no page' >"$root/paper.pdf"
printf '\017\014\200<p>A page in Brotli.</p>\n\003' >"$root/brotli/page.html"

statuses='200 204 400 401 403 404 405 410 418 451 500 501 502 504'
for status in $statuses; do
	echo "location = /status/$status { return $status; }"
done >"$run/statuses.conf"

for _ in 1 2 3 4 5; do
	port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 12000))
	sed "s|@PORT@|$port|; s|@ROOT@|$root|; s|@RUN@|$run|g" tests/stage/fetch/nginx.conf.in \
		>"$run/nginx.conf"
	PATH=$PATH:/usr/sbin tests/bound nginx -p "$run" -e "$run/error.log" -c "$run/nginx.conf" &
	nginx_pid=$!
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		[ -s "$run/nginx.pid" ] && break 2
		kill -0 "$nginx_pid" 2>/dev/null || break
		sleep 0.1
	done
done

for page in $(seq 40); do
	url $((page % 8 + 2)) "/$page.html"
done | fetch --delay 0 --contact robots@example.org
is 'all pages of eight hosts' "$(outcomes | grep -c 'response	200')" 40
is 'over one connection each' "$(cut -d' ' -f1,2 "$run/access.log" | sort -u | wc -l)" 8
is 'with a contact in the User-Agent' "$(grep -c 'winnow/[0-9.]* (+robots@example.org)$' "$run/access.log")" 48
like 'the body is as it was before gzip' "$(outcomes | grep '/7.html')" "length=$(wc -c <"$root/7.html")"
like 'the header tells of the coding' "$(grep -a -m1 'X-Archive-Orig-Content-Encoding' "$tap_tmp/out.warc")" gzip

etag=$(grep -a -A30 'Target-URI.*/1.html' "$tap_tmp/out.warc" | sed -n 's/^ETag: \(.*\)\r$/\1/p' | head -n 1)
modified=$(grep -a -A30 'Target-URI.*/2.html' "$tap_tmp/out.warc" |
	sed -n 's/^Last-Modified: \(.*\)\r$/\1/p' | head -n 1)
{
	printf '{"url":"%s","etag":"%s"}\n' "$(url 3 /1.html)" "$(printf '%s' "$etag" | sed 's/"/\\"/g')"
	printf '{"url":"%s","last_modified":"%s"}\n' "$(url 4 /2.html)" "$modified"
} | fetch --delay 0
is 'an ETag and a date give a 304 each' "$(outcomes | grep -c 'revisit	server-not-modified')" 2

{
	for status in $statuses; do
		url 2 "/status/$status"
	done
	url 3 /brotli/page.html
	url 3 /paper.pdf
	url 4 /large.html
} | fetch --delay 0
for status in $statuses; do
	is "status $status is passed on" "$(outcome_of "/status/$status")" "response $status"
done
like 'Brotli is undone' "$(outcomes | grep brotli)" 'response	200	length=25'
is 'a PDF is not wanted' "$(outcome_of /paper.pdf)" 'outcome skipped-type'
like 'a large page comes whole' "$(outcomes | grep large)" 'length=5000000'
url 3 /paper.pdf | fetch --delay 0 --types 'application/pdf'
is 'unless asked for' "$(outcome_of /paper.pdf)" 'response 200'
echo "http://user:secret@127.0.0.2:$port/1.html" | fetch --delay 0 --verbose
is 'a password is never printed' "$(grep -c secret "$tap_tmp/err")" 0
http_proxy=http://127.0.0.1:1 fetch --delay 0 <<END
$(url 2 /1.html)
END
is 'a proxy of the environment is not used' "$(outcome_of /1.html)" 'response 200'
like 'and that is said' "$(cat "$tap_tmp/err")" 'http_proxy in the environment is not used'
echo 'http://site.invalid/1.html' | fetch --delay 0 --proxy "http://127.0.0.2:$port"
is 'one of the command line is' "$(outcome_of /1.html)" 'response 200'
tap_end
