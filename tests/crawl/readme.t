#!/bin/sh
# SPDX-License-Identifier: MIT
# readme.t - the examples of README.md are run as they stand, against the fixture site, and give the
# output that it shows
#
# Three things are put in their place: example.org is the fixture site, whose address is private, and
# nobody has to be waited for.

. tests/tap.sh
. tests/server.sh

tap_cleanup()
{
	server_stop
}

readme=$PWD/README.md
server_start "$tap_tmp/server" || exit 1
page=$server/jibing/gaishu/4311.html
mkdir "$tap_tmp/work" && cd "$tap_tmp/work" || exit 1
cp "$tap_tmp/server/site/jibing/gaishu/4311.html" page.html
echo "$server/" >seeds.txt
echo "$page" >urls.txt
cat >functions <<'END'
winnow-fetch() { command winnow-fetch --allow-private --delay 0 "$@"; }
winnow-crawl() { command winnow-crawl --allow-private --delay 0 --pages 20 "$@"; }
set -o pipefail
END

# A session: lines with a prompt are commands, those below them all that they print, where "…" stands
# for anything.  Empty lines are left out.
sed -n '/^## What it gives/,/^## [^W]/s/^    //p' "$readme" >session
mkdir shown
cp page.html seeds.txt shown
run_shown()
{
	printf '%s\n' "$1" | sed "s|https://example.org/a.html|$page|g" >shown/command
	(cd shown && bash -c '. ../functions; . ./command' </dev/null 2>&1) | grep . |
		sed "s|$page|https://example.org/a.html|g; s|127\.0\.0\.1|example.org|g"
}
# shown_is COMMAND OUTPUT
shown_is()
{
	[ -n "$1" ] || return 0
	got=$(run_shown "$1")
	pattern=$(printf '%s\n' "$2" | sed 's/[][*?\\]/\\&/g; s/…/*/g')
	# shellcheck disable=SC2254 # a pattern it is
	case $got in
	$pattern) got=$2 ;;
	esac
	is "$1" "$got" "$2"
}
command='' output=''
while IFS= read -r line; do
	case $line in
	'$ '*)
		shown_is "$command" "$output"
		command=${line#'$ '} output=''
		;;
	*) output=$output${output:+"
"}$line ;;
	esac
done <session
shown_is "$command" "$output"
is 'README.md shows output' "$([ "$(grep -c -v '^\$ ' session)" -ge 10 ] && echo yes)" yes

# The indented lines of "Use it", without what a comment says of them; Slurm is not here.
sed -n '/^## Use it/,/^## [^U]/s/^    //p' "$readme" | sed 's/  *#.*//' | grep -v '^sbatch' >examples
is 'README.md has examples' "$([ "$(wc -l <examples)" -ge 9 ] && echo yes)" yes
while read -r line; do
	command=$(printf '%s\n' "$line" | sed "s|https://example.org/a.html|$page|g")
	bash -c ". ./functions; $command" >out 2>err </dev/null
	status=$?
	is "$(printf '%s\n' "$line" | tr -d '\134')" "$status $(grep -v '^winnow-[a-z]*: ' err)" '0 '
	# What says where its output goes does not say it here.
	case $line in
	*winnow-store* | *--output* | *\>* | *--publish*) ;;
	*) ok 'prints something' test -s out ;;
	esac
done <examples

is 'a table has the columns of records' "$(head -c 10 articles.csv)" 'record,url'
ok 'what is published can be verified' winnow-export --quiet --verify exports/v1
ok 'the report is a page' grep -q '</html>' report.html
like 'a record has its title' "$(winnow-parse page.html 2>/dev/null | jq -r .title)" .
ok 'the database is sound' winnow-store --quiet --check a.db

# Every manual page that README names is there, and every document.
grep -oE 'winnow[a-z-]*\([157]\)' "$readme" | sort -u >names
while read -r named; do
	file=$(echo "$named" | sed 's/(\([157]\))/.\1/')
	ok "$named is there" test -s "${readme%/*}/docs/man/$file"
done <names
grep -oE '(docs/)?[A-Z]+\.md' "$readme" | sort -u >names
while read -r named; do
	ok "$named is there" test -s "${readme%/*}/$named"
done <names
# Every target of make that it shows is one.
sed -n 's/^    make *\([a-z -]*\).*/\1/p' "$readme" | tr -s ' ' '\n' | grep . >names
while read -r target; do
	ok "make $target is a target" grep -qE "^([a-z -]* )?$target( [a-z -]*)?:" "${readme%/*}/Makefile"
done <names
tap_end
