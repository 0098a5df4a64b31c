#!/bin/sh
# SPDX-License-Identifier: MIT
# parse_mutated.t - damaged pages, thousands of them: each gives one record, in order, and breaks
# nothing; MUTATED_PAGES of them (2,000 unless given)

. tests/tap.sh

n=${MUTATED_PAGES:-2000}
pages()
{
	find tests/stage/parse fixtures/site '(' -name in -o -name '*.html' ')' -print0 |
		xargs -0 python3 tests/stage/parse/mutate.py "$1" "$2"
}

pages "$n" 1 | winnow-parse --quiet >"$tap_tmp/records"
is 'the run ends well' $? 0
is 'one record a page, in order' "$(jq -r '.url' "$tap_tmp/records" | cksum)" \
	"$(seq 0 $((n - 1)) | sed 's|^|http://m.invalid/|' | cksum)"
is 'pages become articles, or ask not to' \
	"$(jq -r '.outcome // .record' "$tap_tmp/records" | sort -u | grep -v -e article -e noindex)" ''
ok 'most still are articles' test \
	"$(jq -r 'select(.page_kind == "article").url' "$tap_tmp/records" | wc -l)" -gt $((n / 4))
pages 200 2 | winnow-parse --quiet -j1 >"$tap_tmp/one"
pages 200 2 | winnow-parse --quiet -j3 >"$tap_tmp/three"
ok 'the same whatever the number of workers' cmp "$tap_tmp/one" "$tap_tmp/three"
winnow-normalize --quiet "$tap_tmp/records" >"$tap_tmp/normal"
is 'and normalize takes them all' $? 0
is 'one for one' "$(wc -l <"$tap_tmp/normal")" "$n"
tap_end
