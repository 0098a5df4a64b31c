#!/bin/sh
# SPDX-License-Identifier: MIT
# due.t - winnow-due: whose turn it is, which part of the hosts, how often a site's pages

. tests/tap.sh

cd "$tap_tmp" || exit 1
mkdir sites

# Records of pages as the chain gives them: `pages HOST N TIME`.
pages()
{
	for page in $(seq "$2"); do
		printf '{"record":"article","schema":1,"url":"http://%s/%s","fetched_at":"%s","http_status":200,"page_kind":"article","title":"%s","blocks":[{"type":"paragraph","text":"text %s"}]}\n' \
			"$1" "$page" "$3" "$page" "$page"
	done
}
# Makes start pages known: `seeds FILE`.
seeds()
{
	winnow-store --quiet --seeds "$1" a.db
}
due()
{
	winnow-due --quiet --sites sites "$@" a.db
}
urls()
{
	jq -r .url
}

# One large site, five small ones.
{
	for page in $(seq 50); do echo "http://large.example/$page"; done
	for site in 1 2 3 4 5; do echo "http://small$site.example/"; done
	echo 'http://large.example:8080/x'
} >list
seeds list
is 'all are due at first' "$(due | wc -l)" 56
is 'a limit leaves no small site out' "$(due --limit 7 | urls | cut -d/ -f3 | sort | uniq -c | sed 's/^ *//' | paste -sd,)" \
	'1 large.example,1 large.example:8080,1 small1.example,1 small2.example,1 small3.example,1 small4.example,1 small5.example'
is 'then the large one gets the rest' "$(due --limit 20 | urls | grep -c large)" 15
is 'one host' "$(due --host small3.example | urls)" 'http://small3.example/'
is 'a host with its port is another' "$(due --host large.example:8080 | urls)" 'http://large.example:8080/x'

for n in 1 2 3 7; do
	for shard in $(seq $n); do
		due --shard "$shard/$n" | urls | sed "s/^/$shard /"
	done >shards
	is "$n shards have every URL once" "$(cut -d' ' -f2 shards | sort | cksum)" "$(due | urls | sort | cksum)"
	is "and each host, whatever its ports, in one" \
		"$(sed 's|http://||; s|[/:].*||' shards | sort -u | cut -d' ' -f2 | uniq -d)" ''
done
for name in www m news img old blog; do echo "http://$name.wide.example/"; done >list
winnow-store --quiet --seeds list b.db
for shard in 1 2 3 4 5 6 7; do
	winnow-due --quiet --shard $shard/7 b.db | wc -l
done >shards
is 'all hosts of a site are in one shard' "$(sort -n shards | paste -sd' ')" '0 0 0 0 0 0 6'
for shard in 0/2 3/2 1 a/b 1/0 1/-1 -1/2; do
	due --shard "$shard" >/dev/null 2>&1
	is "--shard $shard is refused" $? 2
done

# What the profile lets in comes before turns are counted.
printf '[site]\nhosts = large.example\n[scope]\ndepth = 0\nignore = nothing\n' >sites/large.ini
is 'a limit counts what is in scope' "$(due --limit 56 | wc -l)" 56

# Visits, and when the next is due.
pages small1.example 1 2026-11-01T00:00:00Z | sed 's|example/1"|example/"|' |
	winnow-store --quiet a.db
sqlite3 a.db "UPDATE url SET visited_at = '2026-11-01T00:00:00Z', interval = 86400,
	due_at = '2026-11-01T21:00:00Z' WHERE host = 'small1.example'"
at()
{
	due --host small1.example --now "$1" | wc -l
}
is 'a page is not due long before its interval is over' "$(at 2026-11-01T12:00:00Z)" 0
is 'and is after it' "$(at 2026-11-02T00:00:00Z)" 1
is 'but a little before, for nights that are shorter than a day' "$(at 2026-11-01T21:00:00Z)" 1
is 'and no earlier' "$(at 2026-11-01T20:59:59Z)" 0
printf '[site]\nhosts = small1.example\n[scope]\nrevisit = 30m 2h\n' >sites/small1.ini
is 'a profile may want it sooner' "$(at 2026-11-01T02:00:00Z)" 1
is 'but not that soon' "$(at 2026-11-01T01:59:59Z)" 0
printf '[site]\nhosts = small1.example\n[scope]\nrevisit = 7d 30d\n' >sites/small1.ini
is 'or later' "$(at 2026-11-07T23:59:59Z)" 0
is 'and then' "$(at 2026-11-08T00:00:00Z)" 1
sqlite3 a.db "UPDATE url SET class = 'deferred', outcome = 'timeout' WHERE host = 'small1.example'"
is 'what was deferred comes at its time' "$(at 2026-11-02T00:00:00Z)" 1
for bad in 6h '6h 5h' 'often seldom' '1w 2w' '0h 1h'; do
	printf '[site]\nhosts = small1.example\n[scope]\nrevisit = %s\n' "$bad" >sites/small1.ini
	due >/dev/null 2>err
	is "revisit = $bad is refused" $? 1
done
like 'with file and line' "$(cat err)" 'sites/small1.ini:4: revisit: takes'

# How the interval moves.
interval() # of a URL of b.db
{
	sqlite3 b.db "SELECT interval / 3600 FROM url WHERE url = '$1'"
}
visit() # URL KIND DIGEST
{
	printf '{"record":"article","schema":1,"url":"%s","fetched_at":"%s","http_status":200,"payload_digest":"sha256:%s","page_kind":"%s","title":"t","blocks":[{"type":"paragraph","text":"%s"}]}\n' \
		"$1" "2026-11-0$3T00:00:00Z" "$4" "$2" "$5" | winnow-store --quiet b.db
}
unchanged()
{
	printf '{"record":"outcome","url":"%s","stage":"parse","class":"not-modified","outcome":"not-modified","http_status":304,"fetched_at":"%s"}\n' \
		"$1" "2026-11-0$2T00:00:00Z" | winnow-store --quiet b.db
}
echo http://site.example/ | winnow-store --quiet --seeds - b.db
visit http://site.example/ index 1 a text
visit http://site.example/ index 2 b text
is 'an index whose bytes changed comes sooner' "$(interval http://site.example/)" 12
for day in 3 4 5 6; do visit http://site.example/ index $day c text; done
unchanged http://site.example/ 7
is 'a start page is never left alone for more than a day' "$(interval http://site.example/)" 24
visit http://site.example/a article 1 a text
visit http://site.example/a article 2 b text
is 'an article with other bytes and the same text has not changed' "$(interval http://site.example/a)" 36
unchanged http://site.example/a 3
is 'nor has one that the server says is the same' "$(interval http://site.example/a)" 54
visit http://site.example/a article 4 c other
is 'another text comes sooner' "$(interval http://site.example/a)" 27
is 'what each visit did is told' "$(sqlite3 b.db "SELECT effect FROM outcome JOIN url ON url.id = url_id
	WHERE url LIKE '%/a' ORDER BY fetched_at" | paste -sd' ')" 'new same same changed'

# Copies of an article: each says that it is http://site.example/a.
copy() # URL DAY TEXT
{
	printf '{"record":"article","schema":1,"url":"%s","canonical_url":"http://site.example/a","fetched_at":"%s","http_status":200,"payload_digest":"sha256:%s","page_kind":"article","title":"t","blocks":[{"type":"paragraph","text":"%s"}]}\n' \
		"$1" "2026-11-0$2T00:00:00Z" "$3" "$3" | winnow-store --quiet --min-success 0 b.db
}
wait_hours() # of a URL of b.db: from its visit until it is due
{
	sqlite3 b.db "SELECT (unixepoch(due_at) - unixepoch(visited_at)) / 3600 FROM url WHERE url = '$1'"
}
rarely=$((7 * 24 - 3))
printf '{"record":"outcome","url":"http://site.example/old","stage":"fetch","class":"redirected","outcome":"redirected","http_status":301,"location":"http://site.example/a","fetched_at":"2026-11-04T00:00:00Z"}\n' |
	winnow-store --quiet --min-success 0 b.db
is 'what redirects is due in a week' "$(wait_hours http://site.example/old)" $rarely
copy http://site.example/print 5 one
is 'and so is a copy of an article' "$(wait_hours http://site.example/print)" $rarely
copy http://site.example/print 6 two
is 'though it changes' "$(wait_hours http://site.example/print)" $rarely
unchanged http://site.example/print 7
is 'or the server says that it did not' "$(wait_hours http://site.example/print)" $rarely
visit http://site.example/later article 5 d later
copy http://site.example/later 6 other
is 'an article that became one, too' "$(wait_hours http://site.example/later)" $rarely
echo http://site.example/print | winnow-store --quiet --seeds - b.db
copy http://site.example/print 8 three
is 'a start page is asked for each day, whatever it says' "$(wait_hours http://site.example/print)" 21

mkdir often
printf '[site]\nhosts = site.example\n[scope]\nrevisit = 1h 2h\n' >often/site.ini
later=$(date -u -d '3 hours' +%Y-%m-%dT%H:%M:%SZ)
is 'a profile that wants its pages often wants no copies' \
	"$(winnow-due --quiet --host site.example --sites often --now "$later" b.db | urls | sort | tr '\n' ' ')" \
	'http://site.example/ http://site.example/a '
printf '{"record":"outcome","url":"http://site.example/a","stage":"fetch","class":"failed","outcome":"http-error","http_status":410,"fetched_at":"2026-11-09T00:00:00Z"}\n' |
	winnow-store --quiet --min-success 0 b.db
is 'when the article is gone its copies are due' \
	"$(winnow-due --quiet --host site.example b.db | urls | sort | tr '\n' ' ')" \
	'http://site.example/later http://site.example/print '
tap_end
