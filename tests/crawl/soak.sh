#!/bin/sh
# SPDX-License-Identifier: MIT
# soak.sh - many nights over one database, each with one program killed at a random moment
#
# usage: B=BUILD tests/crawl/soak.sh [NIGHTS]      (50 unless given); `make soak` runs it
#
# The site changes, then come five nights that are killed and one that is not; a second database
# has seen the last of them alone. After each night the database must be sound, after each six
# both must hold the same but for times (canonical.sql). Prints TAP.

. tests/tap.sh
. tests/server.sh

nights=${1:-50}
tap_cleanup()
{
	server_stop
}
server_start "$tap_tmp/server" || exit 1
top=$PWD
canonical=$top/tests/crawl/canonical.sql
site=$tap_tmp/server/site
cd "$tap_tmp" || exit 1
printf '%s\n' "$server/" "$server/sitemap.xml" >seeds

random_below()
{
	echo $(($(od -An -N4 -tu4 /dev/urandom) % $1))
}
crawl()
{
	winnow-crawl --quiet --seeds seeds --db "$1" --force --allow-private --delay 0.02 >>log 2>&1
}
# The N-th change: one article is another, one is new, the one that was new before is gone.
change_site()
{
	sed "s|腰椎间盘突出|腰椎间盘第$1次突出|g" "$top/fixtures/site/jibing/gaishu/4311.html" \
		>"$site/jibing/gaishu/4311.html"
	sed "s|teams|$1 teams|" "$site/en/news/desk-breaks.html" >"$site/en/news/new-$1.html"
	rm -f "$site/en/news/new-$(($1 - 1)).html"
	sed "s|</body>|<a href=\"/en/news/new-$1.html\">Another one</a></body>|" "$site/index.html" >new
	cp new "$site/index.html"
}
# Kills the driver of the crawl in the background, or one of its programs.
kill_one()
{
	driver=$(pgrep -P "$1" -x winnow-crawl)
	# shellcheck disable=SC2046 # process ids
	set -- "$driver" $(pgrep -P "$driver")
	shift "$(random_below $#)"
	victim=$(ps -o comm= -p "$1")
	kill -9 "$1" 2>/dev/null
}

night=0
while [ $night -lt "$nights" ]; do
	[ $((night % 5)) -eq 0 ] && change_site $((night / 5 + 1))
	night=$((night + 1))
	crawl a.db &
	job=$!
	sleep "$(random_below 3).$(random_below 10)"
	kill_one $job
	wait $job
	flock a.db.crawl-lock true # the companions of a killed driver end
	is "night $night, ${victim:-nobody} killed: the database is sound" \
		"$(sqlite3 a.db 'PRAGMA integrity_check; PRAGMA foreign_key_check')" ok
	[ $((night % 5)) -eq 0 ] || [ $night -eq "$nights" ] || continue
	crawl a.db
	crawl calm.db
	sqlite3 a.db <"$canonical" >disturbed
	sqlite3 calm.db <"$canonical" >calm
	is "after night $night both hold the same" "$(diff disturbed calm | cut -c1-300)" ''
	is 'and the accounts add up' "$(winnow-store --check a.db 2>&1)" ''
done
ok 'there was something to compare' test "$(grep -c '^."version"' calm)" -ge $((nights / 5 - 1))
tap_end
