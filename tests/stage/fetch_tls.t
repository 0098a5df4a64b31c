#!/bin/sh
# SPDX-License-Identifier: MIT
# fetch_tls.t - which servers of HTTPS are trusted, and what is said of those that are not

. tests/tap.sh

here=$PWD/tests/stage/fetch
server_pid=
tap_cleanup()
{
	[ -z "$server_pid" ] || kill "$server_pid" 2>/dev/null
}

cd "$tap_tmp" || exit 1
key='-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes'
# certificate N ADDRESS DAYS: for the address, by our authority
certificate()
{
	# shellcheck disable=SC2086 # words
	openssl req $key -keyout "$1.key" -out "$1.req" -subj /CN=test -addext "subjectAltName=IP:$2" &&
		openssl x509 -req -in "$1.req" -CA ca.pem -CAkey ca.key -days "$3" -copy_extensions copy \
			-out "$1.pem"
}
{
	# shellcheck disable=SC2086 # words
	openssl req -x509 $key -keyout ca.key -out ca.pem -subj /CN=authority -days 2 &&
		certificate 2 127.0.0.2 2 && certificate 3 127.0.0.3 -1 && certificate 4 127.0.0.99 2 &&
		openssl req -x509 $key -keyout 5.key -out 5.pem -subj /CN=own -days 2 \
			-addext subjectAltName=IP:127.0.0.5
} >openssl.log 2>&1 || cat openssl.log >&2
touch 7.cut

mkfifo hold
python3 "$here/tls_server.py" . <hold >port &
server_pid=$!
exec 9>hold
wait_until test -s port
port=$(cat port)
for n in 2 3 4 5 6 7; do
	echo "https://127.0.0.$n:$port/page"
done >urls

fetch()
{
	timeout 30 winnow-fetch --allow-private --delay 0 --timeout 5 --min-success 0 "$@" <urls >out.warc 2>err
}
# What became of 127.0.0.$1, with the detail.
became()
{
	winnow-parse --quiet --min-success 0 out.warc 2>/dev/null |
		jq -r --arg url "https://127.0.0.$1:$port/page" 'select(.url == $url) |
			"\(.outcome // .page_kind | if . == "empty" then "ok" else . end) \(.detail // "")"'
}
fetch --ca-file ca.pem
is 'a run with servers that are not trusted ends like any other' $? 0
is 'a certificate of the authority is trusted' "$(became 2)" 'ok '
like 'one that has expired is not, and it is said' "$(became 3)" '^tls .*expired'
like 'nor one for another host' "$(became 4)" '^tls .*no alternative certificate subject name matches target host'
like 'nor one that signed itself' "$(became 5)" '^tls .*self-signed'
like 'nor a server that speaks plain HTTP there' "$(became 6)" '^tls .*wrong version'
like 'nor one that hangs up' "$(became 7)" '^tls '
is 'all of them are due again' \
	"$(winnow-parse --quiet --min-success 0 out.warc | jq -r 'select(.outcome == "tls") | .class' | uniq -c | tr -d ' ')" \
	5deferred
fetch
like "the system's authorities do not know ours" "$(became 2)" '^tls .*unable to get local issuer'
fetch --ca-file missing.pem
is 'a file of authorities that is not there ends the program' "$? $(cat err)" \
	"1 winnow-fetch: cannot read 'missing.pem': No such file or directory"
winnow-crawl --quiet --seeds urls --db a.db --allow-private --delay 0 --timeout 5 --ca-file ca.pem \
	--min-success 0 >/dev/null 2>&1
is 'winnow-crawl hands the file on' \
	"$(sqlite3 a.db "SELECT outcome, count(*) FROM outcome GROUP BY 1" | grep -cv tls)" 1
tap_end
