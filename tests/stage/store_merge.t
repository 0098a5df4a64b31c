#!/bin/sh
# SPDX-License-Identifier: MIT
# store_merge.t - winnow-store --merge: databases of shards become one, in any order, once or twice

. tests/tap.sh

here=$PWD/tests/stage/store
cd "$tap_tmp" || exit 1
mkdir nights
"$here/nights.py" nights 3

store()
{
	winnow-store --quiet --min-success 0 "$@"
}
query()
{
	sqlite3 -separator ' ' "$2" "$1"
}
merge() # INTO SHARD...
{
	into=$1
	shift
	winnow-store --quiet --merge "$into" "$@"
}
# What other teams get, whatever the order in which it came.  Under which of two addresses of one
# page it was met first is not known when both were met in one second.
exported()
{
	winnow-export --quiet "$1" | sed 's/?utm_source=mail//; s/"fetched_url":"[^"]*",//' | sort
}
# All that a database knows, by what it is about: without row ids, change numbers and times of ours.
known()
{
	sqlite3 "$1" "
		SELECT 'url', key, is_seed, depth, visited_at IS NULL, class, outcome, interval, etag,
			payload_digest, n_missing, is_forgotten,
			(SELECT key FROM url AS target WHERE target.id = url.alias_of) FROM url ORDER BY key;
		SELECT 'article', key, content_digest, metadata_digest, article.n_versions, deleted
			FROM article JOIN url ON url.id = url_id ORDER BY key;
		SELECT 'version', key, n, version.content_digest, cause FROM version
			JOIN article ON article.id = article_id JOIN url ON url.id = url_id ORDER BY key, n;
		SELECT 'author', key, position, name FROM article_author JOIN person ON person.id = person_id
			JOIN article ON article.id = article_id JOIN url ON url.id = url_id ORDER BY key, position;
		SELECT 'teaser', key, position, digest FROM article_teaser
			JOIN (SELECT id, digest FROM teaser) AS t ON t.id = teaser_id
			JOIN article ON article.id = article_id JOIN url ON url.id = url_id ORDER BY key, position;
		SELECT 'section', key, position, section.text FROM section
			JOIN article ON article.id = article_id JOIN url ON url.id = url_id ORDER BY key, position;
		SELECT 'removed', key, position, removed.text FROM removed
			JOIN article ON article.id = article_id JOIN url ON url.id = url_id ORDER BY key, position;
		SELECT 'outcome', key, name, occurrence, outcome.class, outcome.outcome, effect
			FROM outcome JOIN url ON url.id = url_id JOIN run ON run.id = run_id
			ORDER BY key, name, occurrence;
		SELECT 'run', name, program, night, state, n_records FROM run ORDER BY name;
		SELECT 'reject', name, n, reason, input FROM reject JOIN run ON run.id = run_id ORDER BY name, n;"
}

# ---- shards by site: what a crawl over many machines gives ----

# One database loads everything; of each night, each shard loads the records of its site.  A
# night's part is a run of its own, in the single database as well.
for night in $(seq -w 1 30); do
	for site in a b c; do
		{
			printf '{"record":"run","run":"%s-%s","program":"test","started":"2026-10-%sT00:00:00Z"}\n' "$night" "$site" "$night"
			grep "^{\"url\": \"http://$site.example/" "nights/$night.jsonl" | grep -v redirected
			[ "$night" != 07 ] || echo "no record of $site"
			printf '{"record":"end","run":"%s-%s","stage":"test","in":0,"out":0,"rejected":0}\n' "$night" "$site"
		} >part
		store --night "2026-10-${night}T00:00:00Z" single.db part
		store --night "2026-10-${night}T00:00:00Z" "$site.db" part
	done
done
cat nights/*.forget | while read -r url; do
	store --forget "$url" single.db
	store --forget "$url" "$(echo "$url" | cut -c8).db"
done
known single.db >single.known
exported single.db >single.lines

merge all.db a.db b.db c.db
is 'shards by site become one database' $? 0
known all.db >all.known
# A page that another site's page names is known there, too, and its visits are its own site's.
ok 'that knows what one knows which loaded all' cmp single.known all.known
exported all.db >all.lines
ok 'and exports the same lines' cmp single.lines all.lines
ok 'its accounts add up' winnow-store --check all.db

merge other.db c.db
merge other.db b.db a.db
known other.db >other.known
ok 'the order makes no difference' cmp all.known other.known
merge bc.db b.db c.db
merge nested.db a.db
merge nested.db bc.db
known nested.db >nested.known
ok 'nor does it what was merged before' cmp all.known nested.known

query .dump all.db >before
merge all.db b.db a.db c.db
query .dump all.db >after
ok 'a second merge changes no row' cmp before after
merge all.db other.db
query .dump all.db >after
ok 'nor does the merge of what has the same in another order' cmp before after

# A consumer that follows the merged database misses nothing.
merge follow.db a.db
winnow-export --quiet --cursor cursor --output state follow.db
merge follow.db b.db c.db
winnow-export --quiet --since "$(cat cursor)" --output changes follow.db
"$here/fold.py" state changes >/dev/null
winnow-export --quiet --output full follow.db
ok 'the changes since a cursor tell what a merge brought' cmp state full

# ---- the same URLs in several shards ----

for part in x y z; do
	n=0
	for night in $(seq -w 1 30); do
		n=$((n + 1))
		case $part$((n % 3)) in x0 | y1 | z2)
			grep -v redirected "nights/$night.jsonl" | store "$part.db"
			;;
		esac
	done
done
merge xyz.db x.db y.db z.db
merge zyx.db z.db y.db x.db
known xyz.db >xyz.known
known zyx.db >zyx.known
states() # what is current; how many versions histories that cross are cut into depends on the order
{
	grep -v ^version "$1" | awk -F'|' -v OFS='|' '$1 == "article" { $5 = "" } { print }'
}
states xyz.known >xyz.states
states zyx.known >zyx.states
ok 'of the same article the later state counts, whatever the order' cmp xyz.states zyx.states
exported xyz.db >xyz.lines
exported zyx.db >zyx.lines
ok 'and the same lines are exported' cmp xyz.lines zyx.lines
ok 'the accounts add up' winnow-store --check xyz.db
query .dump xyz.db >before
merge xyz.db y.db z.db x.db
query .dump xyz.db >after
ok 'a second merge changes no row' cmp before after
like 'what was replaced is kept' "$(query 'SELECT count(*) FROM version' xyz.db)" '^[1-9][0-9]+$'

# Three states, one a shard: their history is in order, whichever came first.
for n in 1 2 3; do
	"$here/pages.py" 1 "text $n" "2026-11-0$n" >page
	store "state$n.db" page
	sqlite3 "state$n.db" "UPDATE article SET stored_at = '2026-11-0${n}T00:00:00Z'"
done
for order in '1 2 3' '3 1 2' '2 3 1' '3 2 1'; do
	rm -f history.db
	for n in $order; do merge history.db "state$n.db"; done
	is "the versions of $order are in the order of their time" \
		"$(query 'SELECT n, substr(record ->> '"'text'"', 6, 1), replaced_at FROM version ORDER BY n' history.db)" \
		'1 1 2026-11-02T00:00:00Z
2 2 2026-11-03T00:00:00Z'
done

# A page that moved, as one shard knows, and the page it moved to, as another one does.
pages_of_site() # PATH DATE
{
	"$here/pages.py" 1 text "$2" | sed "s|http://a.example/1\"|http://a.example/$1\"|"
}
pages_of_site old 2026-11-01 >old.page
pages_of_site new 2026-11-02 >new.page
printf '{"record":"outcome","url":"http://a.example/old","stage":"parse","class":"redirected","outcome":"redirected","http_status":301,"location":"http://a.example/new","fetched_at":"2026-11-02T00:00:00Z"}\n' >hop
store hop.db old.page
store hop.db hop
store new.db new.page
for order in 'hop.db new.db' 'new.db hop.db'; do
	rm -f moved.db
	# shellcheck disable=SC2086 # two words
	merge moved.db $order
	is "a page that moved is one article ($order)" \
		"$(query 'SELECT key, deleted FROM article JOIN url ON url.id = url_id ORDER BY key' moved.db)" \
		'http://a.example/new 
http://a.example/old moved'
done

# ---- takedowns ----

url=$(query "SELECT url FROM url JOIN article ON url_id = url.id WHERE deleted IS NULL LIMIT 1" a.db)
cp a.db forgetful.db
store --forget "$url" forgetful.db
for order in 'a.db forgetful.db' 'forgetful.db a.db'; do
	rm -f taken.db
	# shellcheck disable=SC2086 # two words
	merge taken.db $order
	is "what one has forgotten is forgotten ($order)" \
		"$(query "SELECT deleted, record FROM article JOIN url ON url.id = url_id WHERE url = '$url'" taken.db)" \
		'forgotten {}'
	ok 'and the accounts add up' winnow-store --check taken.db
done

# ---- what is no shard ----

refused() # SENTENCE PATTERN SHARD
{
	rm -f into.db
	winnow-store --merge into.db a.db "$3" 2>err
	is "$1" $? 1
	like 'with one line' "$(cat err)" "$2"
	ok 'and nothing is written' test ! -e into.db
}
echo text >text.db
refused 'a file that is no database is refused' 'text.db' text.db
sqlite3 foreign.db 'CREATE TABLE t (x)'
refused 'a database of others' "'foreign.db' is not a database of winnow" foreign.db
cp a.db newer.db
sqlite3 newer.db 'PRAGMA user_version = 99'
refused 'one of a newer schema' "'newer.db' has schema 99" newer.db
refused 'one that is not there' "cannot read 'none.db'" none.db
cp a.db damaged.db
dd if=/dev/zero of=damaged.db bs=4096 seek=8 count=12 conv=notrunc 2>/dev/null
refused 'one that is damaged' "damaged.db" damaged.db
winnow-store --merge a.db a.db 2>err
is 'a database is not merged into itself' $? 1
winnow-store --merge a.db 2>err
is 'a merge of nothing is refused' $? 2

# ---- more than SQLite keeps in memory at a time ----

long=$(awk 'BEGIN { for (i = 0; i < 2000; i++) printf "疼痛是一种感觉。" }')
for host in d e; do
	"$here/pages.py" 300 "$long" | sed "s|//a\\.example|//$host.example|g" | winnow-store --quiet $host.db
done
merge long.db d.db e.db
is 'long articles are merged' "$(sqlite3 long.db 'SELECT count(*), min(length(record)) > 30000 FROM article')" '600|1'

# ---- kills ----

for n in 1 2 3; do
	rm -f killed.db
	winnow-store --quiet --merge killed.db a.db b.db c.db &
	sleep "0.0$n"
	kill -9 $! 2>/dev/null
	wait $! 2>/dev/null
	merge killed.db a.db b.db c.db
	known killed.db >killed.known
	ok 'a merge that was killed is completed by the next one' cmp all.known killed.known
done
tap_end
