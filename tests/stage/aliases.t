#!/bin/sh
# SPDX-License-Identifier: MIT
# aliases.t - one article under several URLs is stored and exported once

. tests/tap.sh

here=$PWD/tests/stage/store
cd "$tap_tmp" || exit 1

store()
{
	winnow-store --quiet --min-success 0 "$@"
}
query() # SQL DB
{
	sqlite3 -separator ' ' "$2" "$1"
}
page() # N URL [CANONICAL]: page N under a URL
{
	"$here/pages.py" "$1" | sed -n "$1p" |
		jq -c --arg url "$2" --arg to "$3" '.url = $url | .related = [] | .links = []
			| if $to == "" then . else .canonical_url = $to end'
}
gone() # URL
{
	printf '{"record":"outcome","url":"%s","stage":"fetch","class":"failed",' "$1"
	printf '"outcome":"http-error","http_status":410,"fetched_at":"2026-11-02T00:00:00Z"}\n'
}
redirect() # STATUS URL LOCATION
{
	printf '{"record":"outcome","url":"%s","stage":"fetch","class":"redirected",' "$2"
	printf '"outcome":"redirected","http_status":%s,"location":"%s",' "$1" "$3"
	printf '"fetched_at":"2026-11-02T00:00:00Z"}\n'
}
urls() # DB: what is exported
{
	winnow-export --quiet "$1" | jq -r .url | sort | tr '\n' ' '
}

page 1 http://a.example/1 >target
page 1 http://a.example/print/1 http://a.example/1 >alias.page
store first.db target
store first.db alias.page
store second.db alias.page
is 'an alias is an article of its own until its target is met' "$(urls second.db)" 'http://a.example/print/1 '
cursor=$(winnow-export --quiet --cursor cursor --output seen second.db && cat cursor)
store second.db target
is 'the canonical URL first: one article' "$(urls first.db)" 'http://a.example/1 '
winnow-export --quiet first.db >first.lines
winnow-export --quiet second.db >second.lines
ok 'the alias first: the same export' cmp first.lines second.lines
is 'the alias that was seen gets a tombstone' \
	"$(winnow-export --quiet --since "$cursor" second.db |
		jq -r 'select(.record == "tombstone") | .url + " " + .cause')" 'http://a.example/print/1 moved'
store first.db alias.page
is 'met again, it stays one' "$(query 'SELECT count(*) FROM article' first.db)" 1

store x.db target
store y.db alias.page
winnow-store --quiet --merge xy.db x.db y.db
winnow-store --quiet --merge yx.db y.db x.db
is 'shards that met one each merge to one article' "$(urls xy.db)$(urls yx.db)" \
	'http://a.example/1 http://a.example/1 '
ok 'the accounts add up' store --check xy.db

page 2 http://a.example/2 http://a.example/1 >contrary
store first.db contrary
is 'a canonical URL with another title and content is no order' "$(urls first.db)" \
	'http://a.example/1 http://a.example/2 '
store contrary.db contrary
store contrary.db target
is 'nor is it in the other order' "$(urls contrary.db)" 'http://a.example/1 http://a.example/2 '
page 3 http://a.example/3 http://b.example/3 >foreign
store first.db foreign
is 'nor is one of another site' \
	"$(query "SELECT alias_of IS NULL FROM url WHERE key = 'http://a.example/3'" first.db)" 1

page 1 http://a.example/print/1 http://a.example/1 | jq -c '.fetched_at = "2026-11-05T00:00:00Z"' >later
gone http://a.example/1 >gone.page
store second.db gone.page
is 'when the target is gone, its alias is due' \
	"$(query "SELECT alias_of IS NULL, due_at <= (SELECT visited_at FROM url WHERE key = 'http://a.example/1') FROM url WHERE key LIKE '%print%'" second.db)" '1 1'
store second.db later
is 'and is the article again' "$(urls second.db)" 'http://a.example/print/1 '

for status in 301 302; do
	store $status.db target
	redirect $status http://a.example/old http://a.example/1 >redirect.page
	page 1 http://a.example/old >old
	store $status.db old
	store $status.db redirect.page
done
is 'a lasting redirection makes an alias' "$(urls 301.db)" 'http://a.example/1 '
is 'a passing one does not' "$(urls 302.db)" 'http://a.example/1 http://a.example/old '

page 1 'http://a.example/1?utm_source=mail&id=7' >tracked
page 1 'http://a.example/1?id=7' >plain
store track.db tracked
store track.db plain
is 'tracking parameters are dropped in the key and kept in the URL' \
	"$(query 'SELECT count(*) FROM article' track.db) $(query 'SELECT key, url FROM url' track.db)" \
	'1 http://a.example/1?id=7 http://a.example/1?utm_source=mail&id=7'

store --forget http://a.example/print/1 xy.db
store xy.db alias.page
store xy.db target
is 'who forgets an alias forgets its article' "$(urls xy.db)" ''
is 'the database knows one alias' "$(query "SELECT count(*) FROM url WHERE alias_of IS NOT NULL" first.db)" 1
store --forget http://a.example/old 302.db
is 'but not where a passing redirection leads' "$(urls 302.db)" 'http://a.example/1 '
store first.db target gone.page
is 'and the page that is none lets its aliases go' \
	"$(query "SELECT count(*) FROM url WHERE alias_of IS NOT NULL" first.db)" 0

# Pages that are one text, and name each other: named DB DAY [PAGE CANONICAL]...
named()
{
	named_db=$1
	named_day=$2
	shift 2
	while [ $# -gt 0 ]; do
		page 1 "http://a.example/$1" "http://a.example/$2" |
			jq -c --arg day "$named_day" '.fetched_at = $day + "T00:00:00Z"' |
			store "$named_db" || echo "$1 is not stored"
		shift 2
	done
}
# What is exported after the visits of one day, and of the next; then what the last one changed.
settles() # NAME WANTED [PAGE CANONICAL]...
{
	settles_name=$1
	settles_wanted=$2
	shift 2
	rm -f "${tap_tmp:?}"/ring.db*
	named ring.db 2026-11-02 "$@"
	settles_got=$(urls ring.db)
	named ring.db 2026-11-03 "$@"
	settles_got="$settles_got$(urls ring.db)"
	settles_change=$(query 'SELECT change FROM database' ring.db)
	named ring.db 2026-11-04 "$@"
	is "$settles_name" "$settles_got$(query "SELECT change - $settles_change FROM database" ring.db)" \
		"$settles_wanted ${settles_wanted} 0"
	ok 'and the accounts add up' store --check ring.db
}

settles 'a page that names itself is an article' http://a.example/a a a
is 'and no alias' "$(query 'SELECT count(*) FROM url WHERE alias_of IS NOT NULL' ring.db)" 0
settles 'of two that name each other the later one stands' http://a.example/b a b b a
settles 'in the other order, too' http://a.example/a b a a b
settles 'of a ring one stands' http://a.example/c a b b c c a
for order in 'a b b c c c' 'a b c c b c' 'b c a b c c' 'b c c c a b' 'c c a b b c' 'c c b c a b'; do
	# shellcheck disable=SC2086 # a list
	settles "a chain leads to its end: $order" http://a.example/c $order
done
store --forget http://a.example/a ring.db
is 'who forgets the begin of a chain forgets its end' \
	"$(urls ring.db)$(query 'SELECT count(*) FROM url WHERE is_forgotten' ring.db)" 3

for shard in 'a b' 'b a' 'b c' 'c c'; do
	# shellcheck disable=SC2086 # a pair
	named "$(echo "$shard" | tr -d ' ').db" 2026-11-02 $shard
	sqlite3 "$(echo "$shard" | tr -d ' ').db" \
		"UPDATE url SET visited_at = '2026-11-02T00:00:00Z' WHERE visited_at IS NOT NULL"
done
for order in 'ab.db ba.db' 'ba.db ab.db' 'ab.db bc.db cc.db' 'cc.db bc.db ab.db' 'bc.db cc.db ab.db'; do
	rm -f "${tap_tmp:?}"/ring.db*
	# shellcheck disable=SC2086 # a list
	winnow-store --quiet --merge ring.db $order
	urls ring.db
	query 'PRAGMA foreign_key_check' ring.db
done >merged
is 'shards that met one each agree, in any order' "$(tr -d '\n' <merged)" \
	'http://a.example/b http://a.example/b http://a.example/c http://a.example/c http://a.example/c '

for hop in '1 2' '2 1'; do
	redirect 301 "http://a.example/${hop% *}" "http://a.example/${hop#* }" >hop
	store hops.db hop
done
page 1 http://a.example/1 >landed
store hops.db landed
is 'redirections in a ring end where a page answers' "$(urls hops.db)" 'http://a.example/1 '

tap_end
