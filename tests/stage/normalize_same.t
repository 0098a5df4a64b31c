#!/bin/sh
# SPDX-License-Identifier: MIT
# normalize_same.t - on every page of fixtures/ and on hundreds of damaged copies: twice is once,
# and neither the order of the records nor the workers of winnow-parse change a byte

. tests/tap.sh

here=$PWD
cd "$tap_tmp" || exit 1

parse() # JOBS
{
	(cd "$here" && find fixtures -name '*.html' | LC_ALL=C sort | xargs winnow-parse -q -j "$1")
}
normalize()
{
	winnow-normalize --quiet --min-success 0 "$@"
}
# The same lines in another order, always the same one.
shuffle()
{
	awk '{ print NR * 7919 % 104729 "\t" $0 }' | sort -n | cut -f 2-
}

parse 1 >one
parse 4 >four
is 'the pages are many' "$([ "$(wc -l <one)" -gt 40 ] && echo yes)" yes
normalize <one >clean
ok 'the workers of parse change no byte' sh -c \
	'winnow-normalize --quiet --min-success 0 <four | cmp - clean'
normalize <clean >again
ok 'every fixture twice is once' cmp clean again

# All of one site, with a line that the site repeats.
jq -c 'select(.record == "article") | .url = "https://www.example.org/\(input_line_number)" |
	.blocks += [{type: "paragraph", text: "天天见健康每一天"}]' one >articles
for seed in 1 2 3 4 5 6 7 8; do
	"$here/tests/stage/normalize/mutations.py" "$seed" <articles
done >damaged
shuffle <damaged >shuffled
is 'the damaged ones are hundreds' "$([ "$(wc -l <damaged)" -gt 300 ] && echo yes)" yes
is 'shuffled they are in another order, all of them' \
	"$(cmp -s damaged shuffled; echo $?) $(sort shuffled | cksum)" "1 $(sort damaged | cksum)"
for options in '' '--punctuation zh --teasers whole' '--learn'; do
	# shellcheck disable=SC2086
	normalize $options damaged >once
	# shellcheck disable=SC2086
	normalize $options once >twice
	ok "every damaged record twice is once ${options:-with no option}" cmp once twice
	# shellcheck disable=SC2086
	normalize $options shuffled | LC_ALL=C sort >ordered
	LC_ALL=C sort once >wanted
	ok "the order of the records changes no byte ${options:-with no option}" cmp wanted ordered
done
is 'rules and counts took something from them' "$(jq -s '[.[].removed[]?.rule] |
	(map(select(. == "learned")) | length > 100), (map(select(. != "learned")) | length > 50)' -c \
	once | tr '\n' ' ')" 'true true '

tap_end
