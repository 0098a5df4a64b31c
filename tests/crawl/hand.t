#!/bin/sh
# SPDX-License-Identifier: MIT
# hand.t - the stages joined by hand over the fixture site: outcomes, records, archives

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

outcomes()
{
	jq -r -f "$top/tests/crawl/outcomes.jq" "$1" | sort -u
}

# Every address of the site at once, then what the redirections lead to.
cut -f 1 "$expected/outcomes.tsv" | sed "s|^|$server|" >urls
n_urls=$(wc -l <urls)
winnow-fetch --allow-private --delay 0 --per-host 4 <urls 2>fetch.err | tee night.warc |
	winnow-parse 2>parse.err >parsed.jsonl
winnow-normalize parsed.jsonl >records.jsonl 2>normalize.err

is 'every address of the site has the outcome that was written down by hand' \
	"$(outcomes records.jsonl)" "$(sort "$expected/outcomes.tsv")"

n_out=$(jq -r 'select(.record != "run" and .record != "end") | .url' records.jsonl | wc -l)
n_hops=$(jq -r 'select(.class == "redirected") | .url' records.jsonl | wc -l)
is 'conservation: requests in + hops followed = outcomes out' "$n_out" $((n_urls + n_hops))
is 'the run opens the stream and its end closes it' \
	"$(jq -r .record records.jsonl | sed -n '1p;$p' | tr '\n' ' ')" 'run end '
is 'all stages count alike' "$(for stage in fetch parse normalize; do
	grep -o '[0-9]* in = [0-9]* out' $stage.err | grep -o '[0-9]* out'
done | sort -u)" "$n_out out"

while read -r path name; do
	ok "the record of $path is as written down by hand" \
		"$top/tests/stage/expect.sh" -u "$path" "$expected/$name.json" records.jsonl
done <<'END'
/jibing/gaishu/4311.html seed-modern
/zx/201806/4311.htm seed-gbk
/m/article/4311.html seed-mobile
/bh/article/4311.html seed-baidu
/jibing/gaishu/4326.html teased-4326
/ask/11683454.html qa-11683454
/en/news/walking-back-pain.html english-news
END

winnow-parse night.warc >again.jsonl 2>again.err
ok 'the archive parsed again gives the same records' cmp parsed.jsonl again.jsonl
gzip -k night.warc
winnow-parse night.warc.gz >again.jsonl 2>again.err
ok 'the archive as one gzip member gives the same records' cmp parsed.jsonl again.jsonl
winnow-normalize records.jsonl >twice.jsonl 2>twice.err
ok 'normalizing twice changes nothing' cmp records.jsonl twice.jsonl

is 'a saved page and jq' \
	"$(winnow-parse --quiet "$top/fixtures/site/jibing/gaishu/4311.html" | jq -r .title)" \
	'腰脱压迫神经导致的腿疼'
winnow-parse --quiet --url "$server/zx/201806/4311.htm" "$top/fixtures/site/zx/201806/4311.htm" |
	winnow-normalize --quiet >gbk.jsonl
ok 'a saved GBK page through parse and normalize' \
	"$top/tests/stage/expect.sh" "$expected/seed-gbk.json" gbk.jsonl

tap_end
