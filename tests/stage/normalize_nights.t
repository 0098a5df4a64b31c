#!/bin/sh
# SPDX-License-Identifier: MIT
# normalize_nights.t - night after night: the store counts lines, normalize takes them out, and what
# went stays away; the store gets the fingerprints, and gives records back for new rules

. tests/tap.sh

rules=$PWD/normalize/rules
cd "$tap_tmp" || exit 1

# The pages of a night: $1 of them, fetched on day $2, whose first lines say $3.
pages()
{
	awk -v n="$1" -v day="$2" -v say="$3" 'BEGIN {
		for (i = 1; i <= n; i++)
			printf "{\"record\":\"article\",\"url\":\"https://www.example.org/a/%d\"," \
				"\"fetched_at\":\"2026-11-%sT01:00:00Z\",\"http_status\":200," \
				"\"page_kind\":\"article\",\"title\":\"腰痛第%d例_健康园地\"," \
				"\"blocks\":[{\"type\":\"paragraph\",\"text\":\"%s，第%d例患者久坐，" \
				"腰痛三年，直腿抬高试验 60°-70° 阳性，休息后好转。\"}," \
				"{\"type\":\"paragraph\",\"text\":\"天天见健康每一天\"}]}\n",
				i, day, i, say, i }'
}

# What became of the shared line: pages that still have it, pages whose receipt has it.
fate()
{
	jq -rs --arg line 天天见健康每一天 '
		[(map(select(any(.blocks[]?; .text == $line))) | length),
		 (map(select(any(.removed[]?; .text == $line and .rule == "learned"))) | length)] |
		map(tostring) | join(" ")' "$1"
}

night() # NAME: reads NAME.in, writes NAME.out, loads it
{
	winnow-store --lines nights.db >"$1.lines" 2>/dev/null
	winnow-normalize -q --lines "$1.lines" <"$1.in" >"$1.out"
	winnow-store --quiet nights.db "$1.out"
}
counted() # NAME: what the store counted of the shared line before that night
{
	awk -F '\t' '$5 == "天天见健康每一天" { print $2, $3, $4 }' "$1.lines"
}

pages 40 01 一 >first.in
: >first.lines
winnow-normalize -q --lines first.lines <first.in >first.out
winnow-store --quiet nights.db first.out
is 'in the first night nothing is known' "$(fate first.out)" '40 0'

pages 40 02 二 >second.in
night second
is 'the store has counted the line' "$(counted second)" '40 40 line'
is 'in the second night it goes' "$(fate second.out)" '0 40'
is 'and the site is gone from the titles' "$(jq -r .title second.out | grep -c _)" 0

pages 40 03 三 >third.in
night third
is 'the store still counts it, for the receipts have it' "$(counted third)" '40 40 line'
is 'so it does not come back' "$(fate third.out)" '0 40'

pages 41 04 三 | tail -n 1 >fourth.in
night fourth
is 'a page that is new to the site loses it at once' "$(fate fourth.out)" '0 1'
winnow-store --lines nights.db >lines
sort -r lines >reversed
winnow-normalize -q --lines lines third.in >a
winnow-normalize -q --lines reversed third.in >b
ok 'the order of the counts makes no difference' cmp a b
ok 'the accounts add up' winnow-store --check nights.db

is 'the store has the SimHash of every article' \
	"$(sqlite3 nights.db 'SELECT count(*), count(simhash), max(length(simhash)) FROM article')" \
	'41|41|16'
winnow-store --records nights.db >records
cat third.out fourth.out | jq -c '[.url, .simhash, .minhash]' | sort >wanted
jq -c '[.url, .simhash, .minhash]' records | sort >got
ok 'SimHash and MinHash come back from the store as normalize made them' cmp wanted got
is 'all bands are there' "$(jq -c '[(.minhash | length), (.minhash | map(length) | max)]' records |
	sort -u)" '[20,16]'
is 'pages that differ in a number share a band' \
	"$(jq -s '.[0].minhash as $a | .[1].minhash as $b | ($a - ($a - $b)) | length > 0' records)" true

mkdir newer
cp "$rules"/*.rules newer
cat >newer/zz-case.rules <<'RULE'
[case]
needs = 久坐
pattern = .*第17例患者久坐.*
test = 第17例患者久坐
RULE
winnow-normalize -q --rules newer --lines lines records >again
is 'stored records go through newer rules' \
	"$(jq -r 'select(any(.removed[]; .rule == "case")) | .url' again)" https://www.example.org/a/17
is 'what went before is still in the receipts' "$(fate again)" '0 41'
winnow-store --quiet nights.db again
is 'the store knows that the rules are the cause' \
	"$(sqlite3 nights.db "SELECT count(*) FROM version WHERE cause = 'rules'")" 1

tap_end
