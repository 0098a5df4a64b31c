#!/bin/sh
# SPDX-License-Identifier: MIT
# night.t - winnow-crawl over the fixture site: every outcome stored, a second night in which
# nothing changed, a third in which something did, and the same chain joined by hand

. tests/tap.sh
. tests/server.sh

tap_cleanup()
{
	server_stop
}

server_start "$tap_tmp/server" || exit 1
cd "$tap_tmp" || exit 1
top=$OLDPWD
expected=$top/fixtures/expected
log=$tap_tmp/server/run/access.log
printf '%s\n' "$server/" "$server/sitemap.xml" >seeds

crawl()
{
	winnow-crawl --seeds seeds --allow-private --delay 0.02 "$@" >out 2>err
	status=$?
}
# How many URLs the rounds of the last crawl asked for.
asked()
{
	sed -n 's/.*round [0-9]*: \([0-9]*\) URLs.*/\1/p' err | awk '{ n += $1 } END { print n }'
}
query()
{
	sqlite3 -separator "$(printf '\t')" a.db "$1"
}
# Everything that is kept of articles, whole.
articles()
{
	sqlite3 a.db '.dump article' '.dump version' '.dump section' '.dump article_author' \
		'.dump person' '.dump teaser' '.dump article_teaser' '.dump article_term' '.dump removed'
}
# What is in a database but for times and the way it was found.
content()
{
	winnow-export "$1" --quiet --format jsonl --output "$1.jsonl" &&
		jq -c '{url, title, page_kind, content_digest}' "$1.jsonl" | sort
}

crawl --db a.db --archive warc
is 'the first night is good' "$status" 0
like 'its summary tells the new articles' "$(cat out)" '^[1-9][0-9]* new, 0 changed, 0 unchanged articles; '
is 'every address of the site has the outcome that was written down by hand' "$(query "
	SELECT substr(url.url, length('$server') + 1), outcome.class, outcome.outcome,
		coalesce(http_status, 0)
	FROM outcome JOIN url ON url.id = url_id WHERE outcome.class <> 'duplicate'" | sort -u)" \
	"$(sort "$expected/outcomes.tsv")"
n_asked=$(asked)
n_hops=$(query "SELECT count(*) FROM outcome WHERE class = 'redirected'")
is 'conservation: URLs asked for + hops followed = outcomes stored' \
	"$(query 'SELECT count(*) FROM outcome')" $((n_asked + n_hops))
like 'the summary counts just those' "$(cat out)" " $((n_asked + n_hops)) outcomes: "
is 'no line was rejected' "$(query 'SELECT count(*) FROM reject')" 0
is 'every run is whole' "$(query 'SELECT DISTINCT state FROM run')" ok
query "SELECT substr(location, length('$server') + 1) FROM outcome WHERE location <> ''" >targets
is 'no address was asked for twice but as the target of a redirection' "$(
	jq -r 'select(.uri | test("robots|busy") | not) | .uri' "$log" | grep -vxFf targets |
		sort | uniq -d
)" ''

winnow-export a.db --quiet --format jsonl --output a.jsonl
while read -r path name; do
	ok "the article of $path is stored as written down by hand" \
		"$top/tests/stage/expect.sh" -u "$path" "$expected/$name.json" a.jsonl
done <<'END'
/jibing/gaishu/4311.html seed-modern
/zx/201806/4311.htm seed-gbk
/m/article/4311.html seed-mobile
/bh/article/4311.html seed-baidu
/jibing/gaishu/4326.html teased-4326
/ask/11683454.html qa-11683454
/en/news/walking-back-pain.html english-news
END

winnow-parse --quiet warc/*.warc.gz | winnow-normalize --quiet | winnow-store --quiet b.db
is 'the archives of the night, parsed again, give the same articles' \
	"$(content b.db)" "$(content a.db)"

articles >before
n_articles=$(query 'SELECT count(*) FROM article')
: >"$log"
sleep 1 # the next night begins in another second
crawl --db a.db --force
is 'the second night is good' "$status" 0
like 'in the second night nothing changed' "$(cat out)" \
	"^0 new, 0 changed, $n_articles unchanged articles; "
articles >after
ok 'no article, version or teaser is another one' cmp before after
# Those two have no validators, and a page that is denied leaves none behind.
query "SELECT substr(url, length('$server') + 1) FROM url WHERE class = 'denied'" >denied
is 'pages are not sent again' "$(jq -r 'select(.status == 200) | .uri' "$log" |
	grep -v -e robots.txt -e sitemap.xml | grep -vxFf denied)" ''
is 'every article was answered by 304' \
	"$(query 'SELECT count(*) FROM article JOIN url ON url.id = url_id
		WHERE url.class <> "not-modified"')" 0

# One page changes, one is new on the start page, one is gone.
site=$tap_tmp/server/site
sed 's|腰脱|腰椎间盘突出|g' "$site/jibing/gaishu/4311.html" >new
cp new "$site/jibing/gaishu/4311.html"
cp "$site/en/news/desk-breaks.html" "$site/en/news/another.html"
sed 's|</body>|<a href="/en/news/another.html">Another one</a></body>|' "$site/index.html" >new
cp new "$site/index.html"
rm "$site/zt/huyao.html"
sleep 1
crawl --db a.db --force
like 'the third night tells what changed' "$(cat out)" \
	"^1 new, 1 changed, $((n_articles - 2)) unchanged articles; "
is 'the version before is kept' \
	"$(query "SELECT count(*) FROM version JOIN article ON article.id = article_id
		JOIN url ON url.id = url_id WHERE url.url = '$server/jibing/gaishu/4311.html'")" 1
is 'the page that is gone has its outcome' \
	"$(query "SELECT class FROM url WHERE url = '$server/zt/huyao.html'")" failed

# The chain by hand on one database, as DESCRIPTION of winnow-crawl(1) shows it.
winnow-store h.db --seeds seeds
round=0
while winnow-due h.db >due && [ -s due ] && [ $round -lt 9 ]; do
	round=$((round + 1))
	winnow-due h.db | winnow-fetch --allow-private --delay 0.02 | winnow-parse |
		winnow-normalize | winnow-store h.db
	echo $? >>statuses
	# What was asked to be retried in a moment would be due for ever.
	sqlite3 h.db "UPDATE url SET due_at = '9999-01-01T00:00:00Z' WHERE outcome = 'retry-after'"
done 2>hand.err
is 'a pipe from and to one database never meets its own lock' "$(grep -i lock hand.err)" ''
ok 'it ends by itself' test $round -lt 9
crawl --db c.db
is 'it finds what winnow-crawl finds' "$(content h.db)" "$(content c.db)"

crawl --db e.db --pages 5
is 'a budget of pages is spent and kept' "$(asked)" 5
crawl --db e.db
is 'the next night goes on from there' "$(content e.db)" "$(content c.db)"

# A night that was cut short, and one that follows in the same second.
sqlite3 e.db "UPDATE url SET visited_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), class = 'deferred',
	outcome = 'deadline', due_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE is_seed"
crawl --db e.db
ok 'what waits since this very second is asked for' test "$(asked)" -ge 2

tap_end
