#!/bin/sh
# SPDX-License-Identifier: MIT
# normalize_hostile.t - records made to be expensive cost neither the run nor its memory, and come
# out whole

. tests/tap.sh

here=$PWD
cd "$tap_tmp" || exit 1

"$here/tests/stage/normalize/hostile.py" 20000 >in
timeout 300 winnow-normalize --quiet in >out 2>err
is 'the run ends well and says nothing' "$? $(cat err)" '0 '
is 'every record comes out as an article' "$(jq -r .record out | sort | uniq -c |
	awk '{ print $1, $2 }')" "$(wc -l <in) article"
ok 'twice is once' sh -c 'winnow-normalize --quiet out | cmp - out'
is 'all lines of a disclaimer are kept once, in their order' \
	"$(jq -r 'select(.url | endswith("/6")).disclaimer' out | grep -o '[0-9]*' |
		awk '$1 != NR - 1 { bad++ } END { print NR, bad + 0 }')" '20000 0'
is 'all items of a line are blocks' \
	"$(jq -c 'select(.url | endswith("/2")).blocks | [length, .[0].text, .[-1].text]' out)" \
	'[40000,"①休息；","②理疗；"]'
is 'job titles stand once' "$(jq -c 'select(.url | endswith("/13")).authors[0] | del(.raw)' out)" \
	'{"name":"范李","job_title":"主治医师、教授","job_rank":5}'

tap_end
