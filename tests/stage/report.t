#!/bin/sh
# SPDX-License-Identifier: MIT
# report.t - winnow-report says what SQL says, harmlessly, on a page that is well laid out in light
# and dark, in English and Chinese, on a telephone and on a desk

. tests/tap.sh

here=$PWD/tests/stage/report
cd "$tap_tmp" || exit 1
nights=6

load() # DB NIGHTS [PAGES]
{
	rm -rf "${tap_tmp:?}/in"
	mkdir in && "$here/nights.py" in "$2" "${3:-12}"
	for night in in/*.night; do
		winnow-normalize --quiet "${night%.night}.jsonl" |
			winnow-store --quiet --min-success 0 --night "$(cat "$night")" "$1"
	done
}
query()
{
	sqlite3 -separator "$(printf '\t')" "${2:-a.db}" "$1"
}
read_page() # as read.py
{
	"$here/read.py" "$@"
}

load a.db $nights
query .dump >before
winnow-report a.db >en.html
is 'a report is made' $? 0
winnow-report --language zh a.db >zh.html

# ---- the numbers, asked for in another way than the report does ----

last="(SELECT id FROM run WHERE night = (SELECT max(night) FROM run))"
urls() # CONDITION: how many URLs have such an outcome in the last night
{
	query "SELECT count(DISTINCT url_id) FROM outcome WHERE run_id IN $last AND $1"
}
# The last word on a URL in the last night.
ends()
{
	query "SELECT count(*) FROM outcome AS o WHERE run_id IN $last AND $1 AND NOT EXISTS (
		SELECT 1 FROM outcome WHERE url_id = o.url_id AND class <> 'duplicate'
		AND run_id > o.run_id)"
}
is 'the figures of the night are those of the database' "$(read_page figures en.html)" \
	"New $(urls "effect = 'new'")
Changed $(urls "effect = 'changed'")
Unchanged $(urls "effect = 'same' AND url_id NOT IN (SELECT url_id FROM outcome
	WHERE run_id IN $last AND effect IN ('new', 'changed'))")
Gone $(urls "effect = 'deleted'")
Addresses $(urls 1)
Failed or deferred $(ends "class IN ('failed', 'deferred')")
Articles stored $(query 'SELECT count(*) FROM article WHERE deleted IS NULL')"
like 'and they are not nothing' "$(read_page figures en.html | tr '\n' ' ')" \
	'New [1-9].* Changed [1-9].* Unchanged [1-9].* Addresses [1-9].* deferred [1-9]'
is 'each night has its row: name, runs, URLs, new articles' \
	"$(read_page table en.html nights | sed 1d | cut -f1,2,3,8)" \
	"$(query "SELECT replace(substr(night, 1, 16), 'T', ' '), count(DISTINCT run.id),
		count(DISTINCT url_id), count(DISTINCT iif(effect = 'new', url_id, NULL))
		FROM run JOIN outcome ON run_id = run.id GROUP BY night ORDER BY night DESC")"
is 'the last word on a URL counts, and one that was met twice is no duplicate' "$(
	read_page table en.html nights | sed -n 2p | cut -f4-7) $(grep -c 'class="c-duplicate"' en.html)" \
	"$(ends "class IN ('ok', 'not-modified')")	$(ends "class = 'denied'")	$(
		ends "class = 'deferred'")	$(ends "class = 'failed'") 0"
is 'throughput: answers by the seconds that the runs took' \
	"$(read_page table en.html nights | sed -n 2p | cut -f12)" \
	"$(query "SELECT printf('%.2f', floor(100.0 * sum(n) / sum(s)) / 100) FROM (
		SELECT count(*) AS n, strftime('%s', max(fetched_at)) - strftime('%s', min(fetched_at)) AS s
		FROM outcome WHERE run_id IN $last AND http_status > 0 GROUP BY run_id)")"
is 'failures by reason' "$(read_page table en.html failures | sed 1d | cut -f1-4 | sort)" \
	"$(query "SELECT class, outcome, iif(outcome = 'http-error', http_status, ''), count(*)
		FROM outcome AS o WHERE run_id IN $last AND class IN ('failed', 'deferred', 'denied')
		AND NOT EXISTS (SELECT 1 FROM outcome WHERE url_id = o.url_id AND run_id > o.run_id)
		GROUP BY 1, 2, 3" | sort)"
is 'fill rates by site: title, authors, related' \
	"$(read_page table en.html fields | grep -v ▼ | sed 1d | cut -f1-4,8 | sort)" \
	"$(query "SELECT site, count(*), printf('%d%%', 100 * avg(title <> '')),
		printf('%d%%', 100 * avg(n_authors > 0)), printf('%d%%', 100 * avg(EXISTS (
			SELECT 1 FROM article_teaser WHERE article_id = article.id)))
		FROM article WHERE deleted IS NULL AND site <> 'example.net' GROUP BY site ORDER BY site")"
is 'the median of the length of bodies' \
	"$(read_page table en.html fields | sed -n 's/,//g; /^example.com/p' | cut -f11)" \
	"$(query "SELECT text_length FROM article WHERE site = 'example.com' AND deleted IS NULL
		ORDER BY text_length LIMIT 1 OFFSET (SELECT (count(*) - 1) / 2 FROM article
		WHERE site = 'example.com' AND deleted IS NULL)")"
is 'rule hits, articles and an example' "$(read_page table en.html rules | sed 1d)" \
	"$(query "SELECT rule, count(*), count(DISTINCT article_id), min(text) FROM removed
		JOIN article ON article.id = article_id WHERE deleted IS NULL GROUP BY rule")"
is 'the slowest host first, with the mean time between its answers' \
	"$(read_page table en.html hosts | sed -n 2p | cut -f1-3)" \
	"$(query "SELECT host, sum(n), printf('%.2f', floor(100.0 * sum(s) / sum(n - 1)) / 100) FROM (
		SELECT host, count(*) AS n, strftime('%s', max(fetched_at)) - strftime('%s', min(fetched_at))
		AS s FROM outcome JOIN url ON url.id = url_id WHERE run_id IN $last AND http_status > 0
		GROUP BY host, run_id) GROUP BY host ORDER BY 1.0 * sum(s) / sum(n - 1) DESC LIMIT 1")"
is 'the newest articles, with what was removed' \
	"$(read_page texts en.html articles | grep -c '^phrase:')" \
	"$(query "SELECT count(*) FROM removed WHERE article_id IN (SELECT article.id FROM article
		JOIN outcome USING (url_id) WHERE run_id IN $last AND effect = 'new')
		OR article_id IN (SELECT article.id FROM article JOIN outcome USING (url_id)
		WHERE run_id IN $last AND effect = 'changed' ORDER BY article.fetched_at DESC,
		article.id DESC LIMIT 12)")"
is 'near-duplicates are those of winnow-store --duplicates' \
	"$(grep -o 'href="https://[^"]*' en.html | sed 's/href="//' | sort >links
	winnow-store --duplicates a.db | cut -f2 | sort | comm -12 - links | wc -l) $(
		read_page texts en.html twins | grep -c 'say nearly the same$')" \
	"$(winnow-store --duplicates a.db | wc -l) $(winnow-store --duplicates a.db | cut -f1 | sort -u | wc -l)"

# ---- what stands out ----

usual() # CLASSES: the median by night before the last
{
	query "SELECT count(DISTINCT url_id) AS n FROM outcome JOIN run ON run.id = run_id
		JOIN url ON url.id = url_id WHERE site = 'example.edu' AND outcome.class IN ($1)
		AND night < (SELECT max(night) FROM run) GROUP BY night ORDER BY n LIMIT 1 OFFSET 2"
}
is 'a site that went silent and one that lost its authors are told' \
	"$(read_page texts en.html looks | sed 1,2d)" "example.edu
Silent: it gave articles, and no page answers well
Last night
0 / $(urls "url_id IN (SELECT id FROM url WHERE site = 'example.edu')")
Before
$(usual "'ok', 'not-modified'") / $(usual "'ok', 'not-modified', 'failed', 'deferred', 'denied'")
example.net
Field is missing more often: Authors
Last night
0%
Before
100%"
is 'sites are judged as winnow-store --report does' \
	"$(winnow-store --report "$(query 'SELECT max(night) FROM run')" a.db |
		jq -r '.suspicious[] | .site + " " + .reason')" 'example.edu silent'
like 'the drop is marked in the table' "$(read_page table en.html fields)" \
	'^example.net.*▼ 0%'
like 'and in the head' "$(grep -o 'verdict look">[^<]*<a href="#looks">[0-9]*' en.html)" '2$'

# ---- harmless ----

is 'nothing is loaded or run, links are of http and tell nobody where they were' \
	"$(read_page foreign en.html)$(read_page foreign zh.html)" ''
is 'a hostile title is shown as text' "$(read_page texts en.html articles | grep -F 'alert(1)')" \
	'<script>alert(1)</script> & "quoted" <img src=x onerror=alert(2)>'
cp a.db hostile.db
query "UPDATE url SET url = 'javascript:alert(1)', site = '\"><b onclick=x>'
	WHERE id IN (SELECT url_id FROM outcome WHERE run_id IN $last);
	UPDATE article SET title = CAST(x'ff3c7363726970743ee280ae00ff' AS TEXT), language = '\" onclick=\"x';
	UPDATE removed SET rule = '</code><script>', text = '--><style>';
	UPDATE run SET night = '<u>'" hostile.db
winnow-report --title '<i>"' hostile.db >hostile.html
is 'so is everything else that a database can hold' "$? $(read_page foreign hostile.html)$(
	grep -cE '<(u|i)>|<b onclick|onclick="x|href="javascript' hostile.html)" '0 0'

is 'bytes that are no text, and marks that turn text round, are shown by number' "$(
	grep -c "$(printf '\342\200\256')" hostile.html) $(
	read_page texts hostile.html articles | grep -c "^$(printf '\357\277\275')<script>\[U+202E\]\$")" \
	"0 $(read_page texts hostile.html articles | grep -c ' bytes$')"

# ---- as a page ----

if command -v tidy >/dev/null; then
	for page in en zh hostile; do
		is "tidy has nothing to say about the page: $page" "$(tidy -quiet -errors $page.html 2>&1)" ''
	done
else
	skip 'tidy has nothing to say about the pages' 'tidy is missing'
fi

# Loads a page and prints the DOM. The browser's services stay off, names lead nowhere.
browse() # FILE
{
	timeout -k 5 60 chromium --headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage \
		--no-first-run --disable-background-networking --disable-component-update \
		--disable-sync --host-resolver-rules='MAP * ~NOTFOUND' \
		--user-data-dir="$tap_tmp/browser" --virtual-time-budget=20000 --dump-dom \
		"file://$tap_tmp/$1" 2>browser.log
}
if command -v chromium >/dev/null; then
	# A page that is spoiled must be found out: the measure is no measure otherwise.
	sed 's/overflow-x: auto/overflow-x: visible/; s/--quiet: #59616b/--quiet: #aaaaaa/' en.html >spoiled.html
	"$here/measure.py" en.html zh.html hostile.html spoiled.html >measure.html
	browse measure.html >dom.html
	python3 -c 'import html, re, sys
print(html.unescape(re.search("<pre>(.*?)</pre>", sys.stdin.read(), re.S).group(1)))' <dom.html >measured
	for page in en zh hostile; do
		for scheme in light dark; do
			for width in 390 1280; do
				is "$page, $scheme, $width px: no overflow, contrast, letters, charts" \
					"$(grep "^$page $scheme $width: " measured)" "$page $scheme $width: fine"
			done
		done
	done
	like 'a page that is too wide is found out' "$(grep '^spoiled light 390' measured)" 'needs [0-9]+ of width'
	like 'so is a pale one' "$(grep '^spoiled light 1280' measured)" 'P has contrast 2'
else
	skip 'the pages are well laid out' 'chromium is missing'
fi
is 'the page says its language' \
	"$(grep -o '<html lang="[^"]*' en.html) $(grep -o '<html lang="[^"]*' zh.html)" \
	'<html lang="en <html lang="zh-Hans'
is 'both languages have the same figures' "$(read_page figures zh.html | grep -o '[0-9]*$')" \
	"$(read_page figures en.html | grep -o '[0-9]*$')"
is 'the page in Chinese has no sentence in English' "$(read_page texts zh.html failures | grep -c 'The ')" 0

# ---- options ----

winnow-report --site example.com a.db >site.html
is 'one site alone: its figures' "$(read_page figures site.html | sed -n '5p;7p')" \
	"Addresses $(query "SELECT count(DISTINCT url_id) FROM outcome JOIN url ON url.id = url_id
		WHERE run_id IN $last AND site = 'example.com'")
Articles stored $(query "SELECT count(*) FROM article WHERE deleted IS NULL AND site = 'example.com'")"
is 'and no other site is named' "$(grep -cE 'example\.(org|net|edu)' site.html)" 0
is 'two nights are two rows' "$(winnow-report --nights 2 a.db >two.html; read_page table two.html nights | sed 1d | wc -l)" 2
like 'a title of the operator' "$(winnow-report --title 'A & B' a.db)" '<h1>A &amp; B</h1>'
for wrong in '--nights 0' '--nights 91' '--language de'; do
	# shellcheck disable=SC2086 # two words
	winnow-report $wrong a.db >out 2>err
	is "a mistake of usage: $wrong" "$? $(wc -c <out)" '2 0'
done

# ---- other databases ----

sed 's/^{"record": "end".*//' in/01.jsonl | head -20 | winnow-store --quiet --min-success 0 plain.db 2>/dev/null
winnow-report plain.db >plain.html
is 'runs without a night are of the day on which they started' \
	"$(read_page table plain.html nights | sed 1d | cut -f1)" "$(query 'SELECT substr(started, 1, 10) FROM run' plain.db)"
like 'a run that lost its end is told, and lines that were none' "$(read_page texts plain.html looks | tr '\n' ' ')" \
	'The night Runs that ended before their end was seen Last night 1'
winnow-store --seeds /dev/null empty.db 2>/dev/null
winnow-report empty.db >empty.html
like 'an empty database gives a page that says so' "$? $(cat empty.html)" 'Nothing has been stored yet'
if command -v tidy >/dev/null; then
	is 'which is a proper one' "$(tidy -quiet -errors empty.html 2>&1)$(read_page foreign empty.html)" ''
fi
jq -nc 'range(60) | {record: "article", url: "http://a.example/\(.)", http_status: 200,
	page_kind: "article", title: ("title " * 4000), blocks: [],
	removed: [range(100) | {rule: ("r" * 3000 + "\(.)"), at: 1, text: ("text " * 400)}]}' | winnow-store --quiet big.db
is 'what a page holds is bounded' "$(winnow-report big.db | wc -c | awk '{ print ($1 > 60000 && $1 < 250000) }')" 1

# ---- failures ----

is 'nothing was written into the database' "$(query .dump | cmp - before && ls a.db*)" "a.db
a.db.lock"
for case in "missing.db:cannot open 'missing.db'" "before:cannot use 'before'"; do
	winnow-report "${case%%:*}" >out 2>err
	is "a file that is none prints nothing: ${case%%:*}" "$? $(wc -c <out) $(grep -cF "${case#*:}" err)" '1 0 1'
done
winnow-report --site nowhere.example a.db >out 2>err
is 'a site that is not there is named' "$? $(wc -c <out) $(cat err)" \
	"1 0 winnow-report: no site 'nowhere.example' in 'a.db'"
cp a.db broken.db
size=$(query "SELECT (page_count - 6) * page_size FROM pragma_page_count, pragma_page_size")
dd if=/dev/urandom of=broken.db bs=1 seek=$((size / 2)) count=60000 conv=notrunc 2>/dev/null
winnow-report broken.db >out 2>err
is 'a damaged database prints no half page' "$? $(wc -c <out) $(wc -l <err)" '1 0 1'
if [ -e /dev/full ]; then
	winnow-report a.db 2>err >/dev/full
	like 'a full disk is told' "$? $(cat err)" "^1 winnow-report: cannot write '-'"
fi
tap_end
