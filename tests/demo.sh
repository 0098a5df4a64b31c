#!/bin/sh
# SPDX-License-Identifier: MIT
# demo.sh - crawl the fixture site and show what was stored; `make demo` builds what it needs
#
# usage: B=BUILD tests/demo.sh
#
# Leaves BUILD/demo/demo.db and the export BUILD/demo/articles.jsonl. Run again it visits
# every page anew (--force) and shows that nothing changed.

cd "$(dirname "$0")/.." || exit 1
B=${B:-$PWD/build}
PATH=$B/bin:$PATH
export LC_ALL=C.UTF-8
. tests/server.sh

demo=$B/demo
mkdir -p "$demo" || exit 1
trap server_stop EXIT
trap 'exit 1' INT TERM HUP

fail()
{
	echo "demo: $*" >&2
	exit 1
}

# The same port again, or every page would be another one.
rm -rf "$demo/server"
port=$(cat "$demo/port" 2>/dev/null)
# shellcheck disable=SC2086 # no port is no argument
server_start "$demo/server" $port || fail 'nginx does not start'
if [ "$port" != "$server_port" ]; then
	rm -f "$demo"/demo.db* "$demo/articles.jsonl"
	echo "$server_port" >"$demo/port"
fi
printf '%s\n' "$server/" "$server/sitemap.xml" >"$demo/seeds.txt"

force=
if [ -e "$demo/articles.jsonl" ]; then
	force=--force
	mv "$demo/articles.jsonl" "$demo/before.jsonl"
fi

echo "The night's crawl over $server/${force:+, once more}:"
winnow-crawl --seeds "$demo/seeds.txt" --db "$demo/demo.db" --allow-private --delay 0.05 $force ||
	fail "the crawl ended with status $?"
winnow-export "$demo/demo.db" --format jsonl --output "$demo/articles.jsonl" ||
	fail "the export ended with status $?"

if [ -n "$force" ]; then
	echo
	printf 'Answers "304 Not Modified" of the server: '
	grep -c '"status":304' "$demo/server/run/access.log"
	if cmp -s "$demo/before.jsonl" "$demo/articles.jsonl"; then
		echo 'The export is the same as before, byte for byte: no new article, no new version.'
	else
		diff "$demo/before.jsonl" "$demo/articles.jsonl" | cut -c 1-300
		fail 'the export is not the same as before'
	fi
fi

echo
echo 'The article of /jibing/gaishu/4311.html as stored:'
jq -r --arg url "$server/jibing/gaishu/4311.html" 'select(.url == $url) |
	"  title     " + .title,
	(.authors[] | "  author    " + ([.name, .job_title, .affiliation, .affiliation_grade,
		.department] | map(select(.)) | join(", "))),
	(.sections[] | "  section   " + if .heading == "" then "(lead)" else .heading end
		+ " (\(.text | length) characters)"),
	"  teasers   \(.related | length)",
	(.terms[]? | "  term      " + .term + ": " + .definition[:40] + "..."),
	(.removed[]? | "  removed   by " + .rule + ": " + .text[:40])' \
	"$demo/articles.jsonl" || fail 'the export cannot be read'
echo
echo "Database: ${demo#"$PWD/"}/demo.db    export: ${demo#"$PWD/"}/articles.jsonl"
