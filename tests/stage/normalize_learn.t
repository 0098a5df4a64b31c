#!/bin/sh
# SPDX-License-Identifier: MIT
# normalize_learn.t - lines common on a site go, whatever the order of the records, at a fixed cost
# of memory

. tests/tap.sh

cd "$tap_tmp" || exit 1

# Forty articles of one site that share a line, ten of another that share one too.
awk 'BEGIN {
	for (i = 0; i < 50; i++)
		printf "{\"record\":\"article\",\"url\":\"https://www.example.%s/a/%d\"," \
			"\"title\":\"文章%d_某园\",\"blocks\":[" \
			"{\"type\":\"heading\",\"level\":2,\"text\":\"症状\"}," \
			"{\"type\":\"paragraph\",\"text\":\"这是第%d篇文章。\"}," \
			"{\"type\":\"paragraph\",\"text\":\"天天见健康每一天\"}]}\n",
			i < 40 ? "org" : "net", i, i, i
}' >in
sort -r in >reversed

winnow-normalize -q --learn in >out
is 'the line goes from all pages of the site that has enough' \
	"$(jq -c '[.removed[]? | select(.rule == "learned").text]' out | LC_ALL=C sort | uniq -c |
		awk '{ print $1, $2 }' | tr '\n' ';')" \
	'40 ["天天见健康每一天"];10 [];'
is 'the common end of the titles goes too' \
	"$(jq -r '.title' out | grep -c _)" 10
is 'a heading with text below it stays on every page' \
	"$(jq -c '.sections[0].heading' out | grep -c 症状)" 50

winnow-normalize -q --learn <in >piped
is 'the standard input gives the same as a file' "$(cmp out piped && echo same)" same

mkdir sites
printf '[site]\nhosts = example.org\n[normalize]\nkeep-section = 症状\n' >sites/org.ini
is 'below a heading that the profile keeps, the line stays' \
	"$(winnow-normalize -q --learn --sites sites in | jq -c '.blocks | length' | sort | uniq -c |
		awk '{ print $1, $2 }')" '50 3'
sed -i 's/= 症状/= 病因/' sites/org.ini
is 'below another it goes' "$(winnow-normalize -q --learn --sites sites in |
	jq -c '.removed[]? | select(.rule == "learned" and .member == null).text' | sort | uniq -c |
	awk '{ print $1, $2 }')" '40 "天天见健康每一天"'

winnow-normalize -q --learn reversed | sort >once
sort out >wanted
is 'the order of the records makes no difference' "$(cmp wanted once && echo same)" same

winnow-normalize -q --learn out >again
is 'learning from what was learned changes nothing' "$(cmp out again && echo same)" same

winnow-normalize -q --stats out >stats
is 'the statistics count removed lines by rule and site' \
	"$(awk -F '\t' '$3 == "learned" { print $1, $2, $4 }' stats)" '40 1 example.org 40'
is 'rules that never fired stand at the end' "$(tail -n 1 stats | cut -f 1)" 0

tap_end
