#!/bin/sh
# SPDX-License-Identifier: MIT
# export_formats.t - one article and its end in every format, selections, fields, and what is refused

. tests/tap.sh

here=$PWD/tests/stage/store
cd "$tap_tmp" || exit 1
export_()
{
	winnow-export --quiet "$@"
}
tab=$(printf '\t')

"$here/pages.py" 4 >pages.jsonl
jq -c 'if .url == "http://a.example/1" then
		.title = "=1+1, \"quoted\"\tand\nbroken" | .language = "en" | .keywords = ["a", "b; c"] |
		.authors += [{name: "Ann Lee", job_title: "MD", department: "Pain"}] |
		.date_published = "2026-03-01T23:00:00-05:00" | .canonical_url = "http://a.example/one"
	elif .url == "http://a.example/2" then
		.url = "http://a.example/2?utm_source=mail" | .date_published = "2026-04-01"
	else . end' pages.jsonl >a.jsonl
winnow-store --quiet a.db pages.jsonl
export_ --cursor early --output early.jsonl a.db
winnow-store --quiet a.db a.jsonl
{
	printf '{"record":"outcome","url":"http://a.example/4","stage":"parse","class":"failed",'
	printf '"outcome":"http-error","http_status":410,"fetched_at":"2026-11-13T00:00:00Z"}\n'
} | winnow-store --quiet --min-success 0 a.db

is 'the URL is the one that stays; the one that was fetched is told' \
	"$(export_ a.db | jq -c 'select(.fetched_url) | [.url, .fetched_url]')" \
	'["http://a.example/2","http://a.example/2?utm_source=mail"]'
is 'articles come by URL' "$(export_ a.db | jq -r .url | tr '\n' ' ')" \
	'http://a.example/1 http://a.example/2 http://a.example/3 '
is 'changes: articles, and tombstones' \
	"$(export_ --since "$(cat early)" a.db | jq -c '[.record, .url, .cause, has("deleted_at")]')" \
	'["article","http://a.example/1",null,false]
["article","http://a.example/2",null,false]
["tombstone","http://a.example/4","gone",true]'
is 'nothing new is an empty file, not an error' \
	"$(export_ --cursor now a.db >all; export_ --since "$(cat now)" a.db; echo $?)" 0

# Tables.
export_ --format csv --output a.csv a.db
export_ --format tsv --output a.tsv a.db
"$here/rows.py" a.csv , >csv.rows
"$here/rows.py" a.tsv "$tab" >tsv.rows
ok 'CSV and TSV have the same fields' cmp csv.rows tsv.rows
is 'every row has the columns of the header' "$(jq length csv.rows | sort -u)" 24
is 'a row is what the record says' \
	"$(jq -rsc '.[0] as $names | .[1] as $row | [range(24)] |
		map(select($row[.] != "") | {($names[.]): $row[.]}) | add |
		[.record, .title, .authors, .job_titles, .departments, .keywords, .word_count]' csv.rows)" \
	'["article","=1+1, \"quoted\"\tand\nbroken","范李; Ann Lee","; MD","; Pain","a; b; c","12"]'
is 'rows end with CR and LF' "$(sed -n 1p a.csv | tail -c 2 | od -An -tx1)" ' 0d 0a'
is 'a byte order mark when asked for' \
	"$(export_ --format csv --bom a.db | head -c 3 | od -An -tx1)" ' ef bb bf'
is 'no byte order mark unasked' "$(head -c 3 a.csv)" rec
export_ --format csv --csv-safe --fields title,authors a.db >safe.csv
is 'formulas are made safe' "$("$here/rows.py" safe.csv , | sed -n 2p)" \
	'["article","http://a.example/1","'"'"'=1+1, \"quoted\"\tand\nbroken","范李; Ann Lee"]'
is 'a tombstone is a row' \
	"$(export_ --format csv --fields title,cause --since "$(cat early)" a.db | tail -1 | tr -d '\r')" \
	'tombstone,http://a.example/4,,gone'
is 'members that are lists of objects are JSON' \
	"$(export_ --format tsv --fields removed a.db >r.tsv; "$here/rows.py" r.tsv "$tab" |
		sed -n 2p | jq -c '.[2] | fromjson | .[0].text')" '"了解详情"'

# Markdown.
export_ --format markdown --output md a.db
is 'a file an article' "$(find md -name 'a.example-????????????????.md' | wc -l)" 3
cat md/*.md >all.md
is 'the front matter has the values as JSON' \
	"$(sed -n 's/^title: //p' all.md | jq -r . | head -1)" "=1+1, \"quoted\"${tab}and"
is 'the text follows, without what the front matter has' "$(grep -c -e '^疼痛' -e '^published' all.md)" 3
export_ --format markdown --output md a.db 2>err
is 'a folder that has files stays' "$? $(wc -l <err)" '1 1'
mkdir empty
export_ --format markdown --since "$(cat early)" --output empty a.db
is 'changes in a folder have tombstones beside the files' \
	"$? $(jq -r .url empty/tombstones.jsonl)" '0 http://a.example/4'

# SQLite.
export_ --format sqlite --cursor of-copy --output copy.db a.db
is 'a snapshot is sound' "$(sqlite3 copy.db 'PRAGMA integrity_check')" ok
ok 'and has everything' sh -c 'winnow-export -q copy.db | cmp - all'
is 'its cursor is the one of the database' "$(cat of-copy)" "$(cat now)"
cp copy.db whole.db
dd if=/dev/urandom of=a2.db bs=1k count=64 2>/dev/null
export_ --format sqlite --output copy.db a2.db 2>/dev/null
is 'a damaged database gives none' "$? $(cmp copy.db whole.db)" '1 '

# gzip.
export_ --gzip --output a.gz a.db
export_ --gzip a.db >b.gz
ok 'gzip packs the same lines' sh -c 'gzip -dc a.gz | cmp - all'
ok 'into the same bytes, to a file or not' cmp a.gz b.gz

# Selections.
selected()
{
	export_ "$@" a.db | jq -r .url | sed 's/.*\///' | tr '\n' ' '
}
is 'by site' "$(selected --site A.example)" '1 2 3 '
is 'by another site' "$(selected --site b.example)" ''
is 'by language, a narrower one too' "$(selected --language zh)" '2 3 '
is 'a tag is no prefix of letters' "$(selected --language z)" ''
is 'by any of several languages' "$(selected --language zh-hans --language EN)" '1 2 3 '
is 'by author' "$(selected --author 'Ann Lee')" '1 '
is 'by date, as the page says it' "$(selected --published-from 2026-03-01 --published-to 2026-03-01)" '1 '
is 'from a date on' "$(selected --published-from 2026-03-02)" '2 '
is 'all must fit' "$(selected --author 范李 --language en --published-to 2026-12-31)" '1 '
is 'changed since' "$(selected --changed-since 2000-01-01) $(selected --changed-since 2999-01-01)" '1 2 3  '
is 'SQL is only text' "$(selected --author "x' OR 1 --")" ''
is 'fields' "$(export_ --fields title,word_count a.db | tail -1)" \
	'{"record":"article","schema":1,"url":"http://a.example/3","title":"标题3","word_count":12}'

# What is refused: one line, and why.
refused()
{
	winnow-export "$@" >out 2>err
	echo "$? $(wc -c <out) $(head -1 err)"
}
id=$(sed 's/:.*//' now)
like 'a foreign cursor' "$(refused --since "$(printf '%032d' 0):1" a.db)" '^1 0 .*of another database'
like 'a cursor that was never given' "$(refused --since "$id:999" a.db)" '^1 0 .*ahead of this database'
is 'and no line more' "$(wc -l <err)" 1
like 'what is no cursor' "$(refused --since yesterday a.db)" '^2 0 '
like 'a field that is none' "$(refused --fields titel a.db)" "^2 0 .*no field 'titel' in jsonl"
like 'a column that is none' "$(refused -f csv --fields 'title;' a.db)" '^2 0 .*no field'
like 'a field twice' "$(refused --fields title,title a.db)" '^2 0 '
like 'a date that is none' "$(refused --published-from 2026-13-01 a.db)" '^2 0 .*--published-from'
like 'a time that is none' "$(refused --changed-since noon a.db)" '^2 0 .*--changed-since'
like 'a name that is not UTF-8' "$(refused --author "$(printf '\377')" a.db)" '^2 0 .*--author'
like 'a selection of a snapshot' "$(refused -f sqlite -o x --site a a.db)" '^2 0 '
like 'a folder to the standard output' "$(refused -f markdown a.db)" '^2 0 .*needs --output'
like 'a mark in JSON' "$(refused --bom a.db)" '^2 0 .*--bom'
# Two at a time: the second one is told to try again, and the first one is not disturbed.
busy() # FORMAT
{
	if [ "$1" = markdown ]; then
		mkdir -p held.part
	else
		: >held.part
	fi
	(
		flock 9
		export_ --format "$1" --output held a.db 2>err
		echo "$? $(wc -l <err)" >status
	) 9<held.part
	cat status
	rm -rf held.part
}
for format in jsonl sqlite markdown; do
	is "$format: someone else is writing it" "$(busy $format)" '75 1'
	ok "$format: nothing is there" test ! -e held
done
ok 'nothing half-written is left' sh -c '! ls | grep part'
tap_end
