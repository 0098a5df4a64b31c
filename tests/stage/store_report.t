#!/bin/sh
# SPDX-License-Identifier: MIT
# store_report.t - winnow-store --report: a night in numbers, and which sites gave less than they did

. tests/tap.sh

cd "$tap_tmp" || exit 1

# One record a line: `page SITE N KIND TEXT` and `lost SITE N STATUS`.
page()
{
	printf '{"record":"article","schema":1,"url":"http://%s/%s","fetched_at":"2026-11-%02dT00:00:00Z","http_status":200,"payload_digest":"sha256:%s","page_kind":"%s","title":"t","blocks":[{"type":"paragraph","text":"%s"}]}\n' \
		"$1" "$2" "$night" "$4" "$3" "$4"
}
lost()
{
	printf '{"record":"outcome","url":"http://%s/%s","stage":"parse","class":"failed","outcome":"http-error","http_status":%s,"fetched_at":"2026-11-%02dT00:00:00Z"}\n' \
		"$1" "$2" "$3" "$night"
}
store() # what the night's crawl gave, from the standard input
{
	winnow-store --quiet --min-success 0 --night "$(date_of)" a.db
}
date_of()
{
	printf '2026-11-%02dT00:00:00Z' "$night"
}
report()
{
	winnow-store --report "$(date_of)" a.db | jq -r "$@"
}
suspicions()
{
	report '[.suspicious[] | .site + " " + .reason] | join(",")'
}

# Seven nights: quiet.example has two articles, busy.example three new ones a night, wide.example
# twelve pages; small.example has one article.
for night in 1 2 3 4 5 6 7; do
	{
		page quiet.example a article text
		page quiet.example b article text
		page small.example a article text
		for n in 1 2 3; do page busy.example "$night-$n" article "text $night"; done
		for n in $(seq 12); do page wide.example "$n" article text; done
	} | store
done
is 'new and unchanged articles are told apart' "$(report -c '.articles')" \
	'{"new":3,"changed":0,"unchanged":15,"deleted":0}'
is 'by site as well, beside what is usual' \
	"$(report -c '.sites[] | select(.site == "busy.example")')" \
	'{"site":"busy.example","asked":3,"good":3,"failed":0,"articles":{"new":3,"changed":0,"unchanged":0,"deleted":0},"nights":6,"usual":{"asked":3,"good":3,"articles":3,"new":3}}'
is 'nothing is suspicious when all is as it was' "$(suspicions)" ''

night=8
{
	page quiet.example a article other
	lost quiet.example b 410
	lost small.example a 503
	page busy.example new index text
	for n in 1 2 3 4 5; do page wide.example "$n" article text; done
	for n in 6 7 8 9 10 11 12; do lost wide.example "$n" 500; done
} | store
is 'changed and deleted' "$(report -c '.sites[] | select(.site == "quiet.example").articles')" \
	'{"new":0,"changed":1,"unchanged":0,"deleted":1}'
is 'who is silent, fails more than usual, or has nothing new' "$(suspicions)" \
	'busy.example nothing-new,small.example silent,wide.example failing'
is 'with a sentence each' "$(report '.suspicious[2].detail')" \
	'5 of 12 pages answered well; 100 in 100 is usual'
is 'the sum of outcomes is what came in' "$(report '[.outcomes[][]] | add')" 16

# A page that was deferred and came in a later round of the night is one good page.
night=9
lost small.example a 503 | store
page small.example a article text | store
{ page quiet.example a index wall; page wide.example 1 index wall; } | store
is 'a URL counts once a night, by the best that came of it' \
	"$(report -c '.sites[] | select(.site == "small.example") | [.asked, .good, .failed, .articles.unchanged]')" \
	'[1,1,0,1]'
is 'one page of a site with several may turn by itself, but not its last' "$(suspicions)" \
	'quiet.example lost'
night=10
{ page quiet.example a index wall; page small.example a login wall; } | store
is 'the only article of a site may not' "$(suspicions)" 'quiet.example lost,small.example turned'

# The clock is set back: the night has its own runs all the same.
night=2
page small.example a article "text $night" >one
winnow-store --quiet --night 2026-11-02T12:00:00Z a.db one
is 'a night that seems older than the last one is told by its own runs' \
	"$(winnow-store --report 2026-11-02T12:00:00Z a.db | jq -c '[.sites[].site, .sites[].nights]')" \
	'["small.example",7]'
is 'without a night of that name all that was stored since counts' \
	"$(winnow-store --report 2026-10-01 a.db | jq -c '.runs')" '{"ok":13,"partial":0}'
is 'and nothing when it must be a night' \
	"$(winnow-store --night 2026-10-01 --report 2026-10-01 a.db | jq -c '[.since, .runs.ok, .sites, .suspicious]')" \
	'["2026-10-01T00:00:00Z",0,[],[]]'
night=11
page quiet.example new index start | store
is 'a site none of whose articles was left when last asked for is lost, due or not' \
	"$(suspicions)" 'quiet.example lost'
night=12
{ lost small.example a 410; page small.example new index start; } | store
is 'so is one whose articles are all gone' \
	"$(suspicions) $(report '.suspicious[0].detail')" 'small.example lost all of its articles are gone'
# ---- what says something of a site, and what does not ----

rm -f a.db
night=1
{
	page quiet.example a article text
	lost quiet.example never 503
} | store
night=2
lost quiet.example never 503 | store
is 'a page that never answered and fails again makes no site silent' "$(suspicions)" ''
night=3
{
	lost quiet.example never 503
	lost quiet.example a 503
} | store
is 'one that did answer makes it so' "$(suspicions)" 'quiet.example silent'
echo http://quiet.example/ | winnow-store --quiet --seeds /dev/stdin a.db
night=4
lost quiet.example '' 503 | store
is 'and so does a start page, even if it is asked for the first time' "$(suspicions)" 'quiet.example silent'
tap_end
