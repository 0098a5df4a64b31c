#!/bin/sh
# SPDX-License-Identifier: MIT
# soak.sh - many nights over one database, each with one program killed at a random moment
#
# usage: B=BUILD tests/crawl/soak.sh [NIGHTS]      (50 unless given); `make soak` runs it
#
# After each night the database must be sound, and in the end hold what an undisturbed
# crawl holds. Prints TAP.

PATH=${B:-$PWD/build}/bin:$PATH
export LC_ALL=C.UTF-8
. tests/tap.sh
. tests/server.sh

nights=${1:-50}
tap_cleanup()
{
	server_stop
}
server_start "$tap_tmp/server" || exit 1
cd "$tap_tmp" || exit 1
printf '%s\n' "$server/" "$server/sitemap.xml" >seeds

content()
{
	winnow-export "$1" --quiet --format jsonl --output "$1.jsonl" &&
		jq -c '{url, title, page_kind, content_digest}' "$1.jsonl" | sort
}
random_below()
{
	echo $(($(od -An -N4 -tu4 /dev/urandom) % $1))
}
crawl()
{
	db=$1
	shift
	winnow-crawl --quiet --seeds seeds --db "$db" --allow-private --delay 0.02 "$@" >>log 2>&1
}

crawl calm.db
content calm.db >calm
night=0
while [ $night -lt "$nights" ]; do
	night=$((night + 1))
	crawl a.db --force &
	job=$!
	sleep "0.$(random_below 10)"
	sleep "$(random_below 3)"
	driver=$(pgrep -P $job -x winnow-crawl)
	victims=$(pgrep -P "$driver")
	# shellcheck disable=SC2086 # process ids
	set -- $driver $victims
	shift "$(random_below $#)"
	victim=$(ps -o comm= -p "$1")
	kill -9 "$1" 2>/dev/null
	wait $job
	flock a.db.crawl-lock sleep 1 # the companions of a killed driver end; another second begins
	is "night $night, $victim killed: the database is sound" \
		"$(sqlite3 a.db 'PRAGMA integrity_check; PRAGMA foreign_key_check')" ok
done
crawl a.db
sleep 1
crawl a.db --force
is 'in the end everything is there' "$(content a.db)" "$(cat calm)"
tap_end
