#!/bin/sh
# SPDX-License-Identifier: MIT
# store_keep.t - what the database keeps, gives back, and lets go

. tests/tap.sh

here=$PWD/tests/stage/store
cd "$tap_tmp" || exit 1
pages()
{
	"$here/pages.py" "$@"
}
store()
{
	winnow-store --quiet "$@"
}
query()
{
	sqlite3 -separator ' ' "${2:-a.db}" "$1"
}
answer() # URL STATUS DATE
{
	printf '{"record":"outcome","url":"%s","stage":"parse","class":"failed",' "$1"
	printf '"outcome":"http-error","http_status":%s,"fetched_at":"%sT00:00:00Z"}\n' "$2" "$3"
}

{
	pages 4
	answer http://a.example/9 404 2026-11-01
	echo 'this is no record'
} >a.jsonl
store a.db a.jsonl
query .dump >first
store a.db a.jsonl
ok 'the same stream again changes no row' sh -c 'sqlite3 a.db .dump | cmp - first'
ok 'the accounts add up' store --check a.db
is 'a line that is no record is kept with its number' \
	"$(query 'SELECT line, input FROM reject')" '6 this is no record'
winnow-store --quiet --retry-rejects a.db
is 'and stays one when it is tried again' "$(query 'SELECT line, input FROM reject')" '6 this is no record'
is 'a teaser is stored once, and leads to its article' \
	"$(query 'SELECT (SELECT count(*) FROM teaser), count(*), min(related_article_id) FROM related')" \
	'1 4 1'

winnow-store --records a.db >records.jsonl
sed '$d' a.jsonl | jq -cS 'select(.record == "article")' >wanted
ok 'records come back as they came' sh -c 'jq -cS . records.jsonl | cmp - wanted'
winnow-store --records a.db | store a.db
is 'records may go back into the same database, where they change nothing' \
	"$? $(query 'SELECT count(*) FROM version') $(query 'SELECT change FROM database')" '0 0 4'

# A run whose stream meets a URL again and again; it is cut off, and comes once more.
{
	printf '{"record":"run","run":"%s"}\n' 00000000-0000-4000-8000-000000000001
	for page in 1 2 1 3 1 2; do
		pages 4 | sed -n "${page}p"
	done
	echo '{"record":"end","run":"00000000-0000-4000-8000-000000000001","stage":"normalize"}'
} >again.jsonl
store whole.db again.jsonl
sed '4,$d' again.jsonl | store cut.db
store cut.db again.jsonl
counts='SELECT key, occurrence, effect FROM outcome JOIN url ON url_id = url.id ORDER BY 1, 2'
is 'what a stream has of a URL is counted' "$(query "$counts" whole.db)" \
	'http://a.example/1 1 new
http://a.example/1 2 same
http://a.example/1 3 same
http://a.example/2 1 new
http://a.example/2 2 same
http://a.example/3 1 new'
is 'and the same when the stream was cut off and came again' "$(query "$counts" cut.db)" \
	"$(query "$counts" whole.db)"
is 'its run is whole then' "$(query 'SELECT state, n_records FROM run' cut.db)" 'ok 6'

tab=$(printf '\t')
is 'lines that pages of a site share are counted, others are not' "$(winnow-store --lines a.db)" \
	"a.example${tab}4${tab}4${tab}line${tab}了解详情
a.example${tab}4${tab}4${tab}line${tab}共同的行
a.example${tab}4${tab}4${tab}line${tab}疼痛是一种感觉。"
pages 40 >many.jsonl
store many.db many.jsonl
winnow-store --lines many.db >lines
winnow-normalize --lines lines many.jsonl 2>/dev/null >cleaned.jsonl
is 'normalize takes the counts' \
	"$(jq -s 'map([.blocks[].text] | index("共同的行")) | unique' -c cleaned.jsonl)" '[null]'

pages 1 'The page has changed.' 2026-11-05 >changed.jsonl
store a.db changed.jsonl
is 'another content makes a version; its cause is the source' \
	"$(query 'SELECT article_id, n, cause FROM version')" '1 1 source'
pages 1 'An older copy.' 2026-10-01 >older.jsonl
store a.db older.jsonl
is 'a record fetched earlier than what is there does not replace it' \
	"$(query "SELECT n_versions, record ->> '\$.blocks[0].text' FROM article WHERE id = 1")" \
	'2 The page has changed.'
jq -c '.rules = "sha256:1" | .content_digest = "sha256:2"' changed.jsonl >rules.jsonl
store a.db rules.jsonl
is 'the same page read by other rules is marked apart' \
	"$(query 'SELECT cause FROM version ORDER BY n')" 'source
rules'
jq -c '.rules = "sha256:1" | .content_digest = "sha256:2" | .authors = []' changed.jsonl >meta.jsonl
store a.db meta.jsonl
is 'other authors are no version, but a change' \
	"$(query 'SELECT n_versions, n_authors FROM article WHERE id = 1')" '3 0'

for day in 06 08 12; do
	answer http://a.example/2 404 2026-11-$day >gone.jsonl
	store --min-success 0 a.db gone.jsonl
done
is 'three times 404 within six days is a bad week' \
	"$(query 'SELECT count(*) FROM article WHERE deleted IS NOT NULL')" 0
answer http://a.example/2 404 2026-11-13 >gone.jsonl
answer http://a.example/3 410 2026-11-13 >>gone.jsonl
store --min-success 0 a.db gone.jsonl
is 'after seven days it is missing, and after one 410 gone' \
	"$(query 'SELECT substr(url, -1), deleted FROM article JOIN url ON url.id = url_id
		WHERE deleted IS NOT NULL')" '2 missing
3 gone'
is 'what is gone is not exported' "$(winnow-export a.db 2>/dev/null | jq -r .url)" \
	'http://a.example/1
http://a.example/4'
pages 2 'Back again.' 2026-11-14 | tail -1 >back.jsonl
store a.db back.jsonl
is 'a page that answers again is back' "$(winnow-export a.db 2>/dev/null | jq -r .url | wc -l)" 3

printf '{"record":"outcome","url":"http://a.example/%s","stage":"parse","class":"redirected",' 4 >moved
printf '"outcome":"redirected","http_status":301,"location":"http://a.example/%s"}\n' 1 >>moved
store --min-success 0 a.db moved
is 'an article whose URL leads to another for good has moved there' \
	"$(query "SELECT deleted FROM article WHERE record ->> 'url' LIKE '%/4'")" moved

store --forget 'http://a.example/1?utm_source=mail' a.db
is 'a page taken down is no article' "$(winnow-export a.db 2>/dev/null | jq -r .url)" http://a.example/2
is 'its teasers are gone from other pages' "$(winnow-export a.db 2>/dev/null | jq -c .related)" null
ok 'none of its text is left in the file' sh -c '! grep -aq -e 腰脱压迫神经 -e "page has changed" a.db'
store a.db many.jsonl
is 'it is not stored again' "$(query 'SELECT deleted FROM article WHERE url_id = 1')" forgotten
is 'nor are its teasers, which other pages still show' \
	"$(query "SELECT count(*) FROM article WHERE deleted IS NULL"
	query "SELECT count(*) FROM teaser WHERE key = 'http://a.example/1'"
	query "SELECT count(*) FROM article_teaser")" '38
0
0'
is 'and never due' "$(winnow-due --force a.db | grep -c 'example/1"')" 0
ok 'the accounts still add up' store --check a.db
store --forget nonsense a.db 2>/dev/null
is 'what is no URL cannot be taken down' $? 2

# A load is in the middle of its stream, and knows the teaser, when the page is taken down.
mkfifo stream
store running.db stream &
load=$!
exec 4>stream
pages 2 >&4
wait_until sh -c '[ "$(sqlite3 running.db "SELECT count(*) FROM article" 2>&1)" = 2 ]'
store --forget http://a.example/1 running.db
pages 4 | tail -2 >&4
exec 4>&-
wait $load
is 'a load that goes on brings no teaser back' \
	"$(query "SELECT (SELECT count(*) FROM article WHERE deleted IS NULL), count(*) FROM teaser" running.db)" '3 0'

versions=$(query 'SELECT count(*) FROM version')
store --prune 1d a.db
is 'young things are not pruned' "$(query 'SELECT count(*) FROM version')" "$versions"
query "UPDATE outcome SET stored_at = '2020-01-01T00:00:00Z';
	UPDATE run SET stored_at = '2020-01-01T00:00:00Z';
	UPDATE reject SET stored_at = '2020-01-01T00:00:00Z';
	UPDATE version SET replaced_at = '2020-01-01T00:00:00Z'"
like 'pruning says what it took' "$(winnow-store --prune 30d a.db 2>&1)" \
	'[1-9][0-9]* outcomes, 1 rejects, [0-9]+ versions, 0 migration copies'
is 'the last outcome of every URL stays' \
	"$(query 'SELECT count(*), count(DISTINCT url_id) FROM outcome')" \
	"$(query 'SELECT count(*), count(*) FROM url WHERE visited_at IS NOT NULL')"
ok 'the accounts add up after pruning' store --check a.db

# A record that the database itself refuses costs itself, and nothing around it.
store refusing.db changed.jsonl
query "CREATE TRIGGER refuse BEFORE INSERT ON article WHEN new.record LIKE '%page 3\"%' BEGIN
	SELECT RAISE(ABORT, 'no page 3'); END" refusing.db
store refusing.db many.jsonl
is 'a record that cannot be stored is one reject' \
	"$(query "SELECT reason, line, input ->> 'url' FROM reject" refusing.db)" \
	'no page 3 3 http://a.example/3'
is 'all others are stored' "$(query 'SELECT count(*) FROM article' refusing.db)" 39
is 'nothing of it is there' \
	"$(query "SELECT count(*) FROM outcome JOIN url ON id = url_id WHERE url LIKE '%/3'" refusing.db)" 0
ok 'and the accounts add up' store --check refusing.db
query .dump refusing.db >first
winnow-store --retry-rejects refusing.db 2>err
like 'it is refused again as long as nothing changed' "$(cat err)" '1 in = 0 out \+ 1 rejected'
ok 'without a trace' sh -c 'sqlite3 refusing.db .dump | diff first -'
query 'DROP TRIGGER refuse' refusing.db
winnow-store --retry-rejects refusing.db 2>err
like 'once the cause is gone it is stored' "$(cat err)" '1 in = 1 out \+ 0 rejected'
is 'as an outcome of its run, no reject' \
	"$(query 'SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM reject)' refusing.db)" '40 0'
ok 'and the accounts add up still' store --check refusing.db
query .dump refusing.db >first
store refusing.db many.jsonl
winnow-store --quiet --retry-rejects refusing.db
ok 'the stream again, and another try, change nothing' sh -c 'sqlite3 refusing.db .dump | cmp - first'

# Schema 1, as the first winnow made it, becomes today's.
sqlite3 old.db <"$here/schema-1.sql"
query "INSERT INTO url (id, key, url, host, site, depth, found_at, visited_at, due_at) VALUES
	(1, 'http://a.example/1', 'http://a.example/1', 'a.example', 'a.example', 0, '2026', '2026', '2026');
	INSERT INTO run (id, name, stored_at, state, n_records) VALUES (1, 'x', '2026', 'ok', 1);
	INSERT INTO outcome VALUES (1, 1, 1, 'ok', 'article', NULL, 200, NULL, NULL, NULL, NULL, '2026');
	INSERT INTO article (url_id, page_kind, content_digest, record, stored_at, changed_at) VALUES
	(1, 'article', 'd', '{\"record\":\"article\",\"url\":\"http://a.example/1\",\"text\":\"疼\"}', '2026', '2026')" old.db
cp old.db before.db
winnow-due old.db >/dev/null 2>err
is 'a reader leaves an older schema alone' "$? $(wc -l <err)" '1 1'
store old.db changed.jsonl
is 'a writer migrates it' "$? $(query 'PRAGMA user_version' old.db)" '0 4'
is 'a copy is kept' "$(query 'PRAGMA user_version; SELECT count(*) FROM article' old.db.schema-1)" '1
1'
is 'what was there became a version' "$(query 'SELECT content_digest FROM version' old.db)" d
ok 'a migrated database is sound' store --check old.db
shape="SELECT m.name, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk FROM sqlite_schema AS m,
	pragma_table_info(m.name) AS c WHERE m.type IN ('table', 'view') ORDER BY 1, 2"
is 'it has the tables of a new one' "$(query "$shape" old.db)" "$(query "$shape")"
indexes="SELECT name, tbl_name, replace(sql, char(10, 9), ' ') FROM sqlite_schema
	WHERE type = 'index' ORDER BY 1"
is 'and its indexes' "$(query "$indexes" old.db)" "$(query "$indexes")"
# So does schema 2; of its articles it is not known when they came.
sqlite3 two.db <"$here/schema-2.sql"
query "ATTACH 'a.db' AS a; INSERT INTO url SELECT * FROM a.url;
	UPDATE database SET change = (SELECT max(id) FROM a.article);
	INSERT INTO run SELECT id, name, program, version, started, stored_at, state, n_records,
		n_pruned FROM a.run;
	INSERT INTO outcome SELECT run_id, url_id, occurrence, class, outcome, stage, http_status,
		detail, location, fetched_at, retry_at, stored_at FROM a.outcome;
	INSERT INTO reject SELECT * FROM a.reject;
	INSERT INTO article (id, url_id, page_kind, content_digest, record, stored_at, changed_at,
		source_id, change, deleted) SELECT id, url_id, page_kind, content_digest, record,
		stored_at, changed_at, source_id, id, deleted FROM a.article" two.db
store two.db changed.jsonl
is 'schema 2 is migrated' "$? $(query 'PRAGMA user_version; SELECT max(first_change) FROM article' two.db)" \
	"0 4
0"
ok 'and sound' store --check two.db
is 'it has the tables of a new one, too' "$(query "$shape" two.db)" "$(query "$shape")"
is 'and their indexes' "$(query "$indexes" two.db)" "$(query "$indexes")"
query 'UPDATE database SET change = change - 1' two.db
like 'a change that no cursor has reached is found' "$(winnow-store --check two.db 2>&1; echo $?)" \
	'1 articles have changes that no cursor'
query 'PRAGMA user_version = 99' before.db
store before.db changed.jsonl 2>err
like 'a newer schema is refused' "$? $(cat err)" "^1 winnow-store: 'before.db' has schema 99"

tap_end
