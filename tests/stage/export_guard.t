#!/bin/sh
# SPDX-License-Identifier: MIT
# export_guard.t - a site's redesign is written, but LATEST does not lead others to it

. tests/tap.sh

here=$PWD/tests/stage/store
cd "$tap_tmp" || exit 1
publish()
{
	winnow-export --publish out --since LATEST "$@" a.db 2>err
}
page() # JQ: a night on which the first 30 pages are like this
{
	night=$((${night:-1} + 1))
	jq -c "select(.url | test(\"/[0-9]\$|/[12][0-9]\$|/30\$\")) | .fetched_at = \"2026-11-$(printf %02d $night)T00:00:00Z\" |
		.payload_digest = \"sha256:$night\" | .content_digest = \"sha256:$night\" | $1" a.jsonl >night.jsonl
	winnow-store --quiet --min-success 0 a.db night.jsonl
}
"$here/pages.py" 40 | jq -c '.text = ("疼痛" * 100)' >a.jsonl
winnow-store --quiet a.db a.jsonl
publish --quiet
is 'the first export goes out' "$? $(cat out/LATEST)" '0 000001-full'
page '.text += "!"'
publish --quiet
is 'changes go out' "$? $(cat out/LATEST)" '0 000002-changes'

page '.text = "Sign in to read" | .authors = []'
publish --quiet
is 'bodies that shrank are held' "$? $(cat out/LATEST)" '3 000002-changes'
like 'one line says why, even when quiet' "$(wc -l <err) $(cat err)" \
	"^1 winnow-export: LATEST was not moved to 'out/000003-changes': .*a.example have .* bytes on average"
is 'the export is there, and says it, too' \
	"$(jq -c '.winnow | [.state, (.guard.reasons | length > 0), .counts.articles]' \
		out/000003-changes/manifest.json)" '["held",true,30]'
ok 'what LATEST leads to is sound' winnow-export --verify out
ok 'and so is what was held' winnow-export --verify out/000003-changes
publish --quiet
is 'it is held as long as nothing changes' "$? $(cat out/LATEST)" '3 000002-changes'

page '.text += "!"'
publish --quiet
is 'when the site can be read again, exports go out, with all since the last' \
	"$? $(cat out/LATEST) $(jq .winnow.counts.articles out/000005-changes/manifest.json)" \
	'0 000005-changes 30'

page '.page_kind = "index"'
publish --quiet
is 'pages that are no articles any more are missed' "$? $(cat out/LATEST)" '3 000005-changes'
like 'though the articles are still there' "$(cat err)" 'has 10 articles that can still be read; it had 40'
page '.text = "Short, but this is how it is now"'
publish --quiet
is 'the operator looks at what is held' "$? $(cat out/LATEST)" '3 000005-changes'
publish --accept
is 'and may let it out' "$? $(cat out/LATEST)" '0 000008-changes'
like 'which is said' "$(cat err)" 'warning: the guard was overruled'
page '.text = "Short, as it is from now on......"'
publish --quiet
is 'from then on this is what others are compared with' "$? $(cat out/LATEST)" '0 000009-changes'
page '.text = "?"'
publish --quiet
is 'and what is worse is held' "$? $(cat out/LATEST)" '3 000009-changes'
winnow-export --quiet --verify out
is 'the chain leads around what was held' $? 0
winnow-export --quiet --accept a.db 2>err
is '--accept is for publishing' $? 2
tap_end
