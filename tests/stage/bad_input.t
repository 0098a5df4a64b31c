#!/bin/sh
# SPDX-License-Identifier: MIT
# bad_input.t - whatever a stage is given: one clear line or an outcome, the documented status,
# nothing lost

. tests/tap.sh

top=$PWD
cd "$tap_tmp" || exit 1

# run PROGRAM ARGUMENT... <INPUT: leaves out, err and $status
run()
{
	"$@" >out 2>err
	status=$?
}
# The one line that is said besides the summary.
complaint()
{
	grep -v ' in = ' err
}
classes()
{
	jq -r 'select(.record == "outcome") | "\(.class) \(.outcome)"' out
}

all='fetch parse normalize store due export crawl'
for name in $all; do
	run "winnow-$name" --no-such-option </dev/null
	is "winnow-$name: an unknown option is a mistake of usage" "$status" 2
	is "winnow-$name: an unknown option is named, nothing else is done" \
		"$(cat out err)" "winnow-$name: unknown option '--no-such-option'
Try 'winnow-$name --help'."
	run "winnow-$name" --help </dev/null
	like "winnow-$name: --help" "$status $(head -1 out)" "^0 usage: winnow-$name"
	run "winnow-$name" --version </dev/null
	like "winnow-$name: --version" "$status $(cat out)" "^0 winnow-$name [0-9]"
done
for name in store due export crawl; do
	run "winnow-$name" </dev/null
	is "winnow-$name: no database is a mistake of usage" "$status" 2
done

run winnow-fetch </dev/null
is 'fetch: no URL at all is a run of nothing' "$status $(grep -ac '^WARC-Type: warcinfo' out)" '0 1'
mv out nothing.warc
run winnow-parse <nothing.warc
is 'parse: a run of nothing' "$status $(jq -r .record out | tr '\n' ' ')" '0 run end '

printf 'nonsense\n\nhttp://\nmailto:a@b.example\n{"url":7}\n{"no":"url"}\n{broken\n' >lines
n_lines=$(grep -c . lines)
run winnow-fetch <lines
mv out lines.warc
run winnow-parse <lines.warc
is 'fetch: every line that is no URL has its outcome' "$(classes | grep -c '^failed bad-')" "$n_lines"
is 'fetch: nothing good came of it, and parse says so' "$status" 3

run winnow-parse no-such-file
is 'parse: a file that is not there' "$status" 1
is 'parse: a file that is not there is named' "$(complaint)" \
	"winnow-parse: cannot read 'no-such-file': No such file or directory"
run winnow-normalize no-such-file
is 'normalize: a file that is not there' "$status" 1

: >empty.html
run winnow-parse empty.html
is 'parse: an empty file is an empty page' \
	"$(jq -r 'select(.record == "article") | .page_kind' out)" empty
run winnow-parse </dev/null
is 'parse: an empty stream has no records' "$status $(wc -c <out)" '0 0'

head -c 100000 /dev/urandom >random.html
run winnow-parse random.html
is 'parse: random bytes are one record' "$(jq -c . out | wc -l)" 1
cp random.html random
run winnow-parse <random
is 'parse: random bytes on the standard input are one record' "$(jq -c . out | wc -l)" 1

# An archive of two pages, written by hand; its second record begins at $second.
page()
{
	body=$(printf '<title>Page %s</title><h1>Page %s</h1><p>%s' "$1" "$1" \
		'Long enough to be a paragraph of its own, with a full stop at its end.')
	http=$(printf 'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n%s' "$body")
	printf 'WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/%s\r\n' "$1"
	printf 'WARC-Date: 2026-11-22T18:00:03Z\r\n'
	printf 'WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-00000000000%s>\r\n' "$1"
	printf 'Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n' \
		"${#http}"
	printf '%s\r\n\r\n' "$http"
}
{
	page 1
	page 2
} >two.warc
page 1 >one.warc
run winnow-parse two.warc
is 'parse: an archive of others has neither run nor end' \
	"$status $(jq -r '.record + .url' out | tr '\n' ' ')" \
	'0 articlehttp://a.example/1 articlehttp://a.example/2 '
head -1 out >first.jsonl
for cut in 40 250 340; do
	head -c "$(($(wc -c <one.warc) + cut))" two.warc >cut.warc
	run winnow-parse cut.warc
	head -1 out >cut.jsonl
	ok "parse: an archive cut $cut bytes into its second record keeps the first" \
		cmp first.jsonl cut.jsonl
	is "parse: an archive cut $cut bytes into its second record has one outcome for it" \
		"$(classes | cut -d' ' -f1)" failed
done
{
	page 1
	echo 'this is no record'
	page 2
} >dirty.warc
run winnow-parse dirty.warc
is 'parse: rubbish between two records costs one outcome, no record' \
	"$(jq -r .record out | sort | tr '\n' ' ')" 'article article outcome '

{
	cat first.jsonl
	printf '{"record":"article"\n[]\n{"record":"what"}\n\377\376\n'
	sed 's|a.example/1|a.example/2|' first.jsonl
} >mixed.jsonl
run winnow-normalize mixed.jsonl
is 'normalize: lines that are no records become outcomes, the others are worked on' \
	"$(jq -r '.record + (.outcome // "")' out | sort | uniq -c | tr -s ' \n' ' ')" \
	' 2 article 4 outcomebad-record '
is 'normalize: it ran to its end' "$status" 0
mv out normalized.jsonl
run winnow-store a.db normalized.jsonl
is 'store: outcomes of bad lines are stored with the good ones' "$status" 0
like 'store: they are all counted' "$(cat err)" '6 in = 6 out'
run winnow-store b.db mixed.jsonl
like 'store: bad lines of its own input are rejected' "$(cat err)" '6 in = 2 out \+ 4 rejected'

echo 'this is no database, and long enough to be looked at' >text.db
sqlite3 other.db 'CREATE TABLE notes(text); INSERT INTO notes VALUES (1);'
: >zero.db
run winnow-store a.db no-such-file
is 'store: a file that is not there' "$status" 1
for db in text other; do
	cp $db.db $db.copy
	for command in "winnow-store $db.db normalized.jsonl" "winnow-due $db.db" \
		"winnow-export $db.db --format jsonl --output out.jsonl"; do
		# shellcheck disable=SC2086 # words
		run $command
		is "$command: not ours" "$status" 1
		like "$command: told in one line" "$(wc -l <err) $(cat err)" "^1 winnow-.*'$db.db'"
		ok "$command: and left alone" cmp $db.db $db.copy
	done
done
run winnow-due missing.db
is 'due: a database that is not there' "$status" 1
ok 'due: does not make one' test ! -e missing.db
run winnow-export missing.db --format jsonl --output out.jsonl
is 'export: a database that is not there' "$status" 1
ok 'export: does not make one' test ! -e missing.db
run winnow-store missing/a.db normalized.jsonl
is 'store: a folder that is not there' "$status" 1
run winnow-export a.db --format yaml --output out.yaml
is 'export: a format that is not known is a mistake of usage' "$status" 2
run winnow-crawl --db c.db --seeds no-such-file
is 'crawl: seeds that are not there' "$status" 1
like 'crawl: seeds that are not there are named' "$(cat err)" "'no-such-file'"

cd "$top" || exit 1
tap_end
