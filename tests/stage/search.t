#!/bin/sh
# SPDX-License-Identifier: MIT
# search.t - winnow-search finds every word of two characters or more that a scan finds

. tests/tap.sh

here=$PWD/tests/stage/store
cd "$tap_tmp" || exit 1
search()
{
	winnow-search --quiet "$@"
}
ids()
{
	cut -f1 | sort -n | tr '\n' ' '
}

{
	"$here/pages.py" 3
	"$here/pages.py" 4 '疼疼痛，痛苦。L4-L5 椎间盘，Café ＡＢＣ' | tail -1
	"$here/pages.py" 5 '痛' | tail -1
} >a.jsonl
winnow-store --quiet a.db a.jsonl
search a.db 疼痛 2>err
is 'without an index it says how to make one' "$? $(cat err)" \
	"1 winnow-search: 'a.db' has no index; winnow-search --index makes it"
is 'the index is made, and asked' "$(search --index a.db 疼痛 | ids)" '1 2 3 4 '

# Every pair of neighbours, and every run of three, that stands in a body: as many hits as LIKE.
jq -r '.text, .title' a.jsonl | python3 -c '
import re, sys
words = set()
for run in re.findall("[\u4e00-\u9fff]{2,}", sys.stdin.read()):
    for length in (2, 3):
        words.update(run[i:i + length] for i in range(len(run) - length + 1))
print("\n".join(sorted(words)))' >words
bad=
while read -r word; do
	wanted=$(sqlite3 a.db "SELECT id FROM article WHERE record ->> 'text' LIKE '%$word%'
		OR title LIKE '%$word%' OR EXISTS (SELECT 1 FROM article_teaser JOIN teaser
		ON teaser.id = teaser_id WHERE article_id = article.id AND (teaser.title LIKE '%$word%'
		OR teaser.record ->> 'teaser' LIKE '%$word%'))" | ids)
	[ "$(search a.db "$word" | ids)" = "$wanted" ] || bad="$bad $word"
done <words
is "what a scan finds is found: $(wc -l <words) words" "$bad" ''
is 'pairs across a mark are no word' "$(search a.db 痛痛 | ids)" ''
is 'one character is found by scanning' "$(search a.db 苦 | ids)" "$(search a.db 痛苦 | ids)"
is 'words of letters, whatever their case and width' \
	"$(search a.db CAFÉ abc | ids)|$(search a.db l4 | ids)" "$(search a.db 痛苦 | ids)|$(search a.db 痛苦 | ids)"
is 'all words must be there' "$(search a.db 疼痛 没有 | ids)" ''
is 'words in teasers are found' "$(search a.db 压迫神经 | wc -l)" 5
is 'marks and quotes are no syntax' "$(search a.db '"*' 'NEAR(' 2>&1)" ''
is 'the word is shown in its place' "$(search a.db 痛苦 | cut -f4)" \
	'疼疼痛，[痛苦]。L4-L5 椎间盘，Café ＡＢＣ 共同的行'
is 'a title counts most' "$(search --limit 1 a.db 标题4 | cut -f3)" 标题4
is 'no more than asked for' "$(search --limit 2 a.db 疼痛 | wc -l)" 2

"$here/pages.py" 1 '换了内容' 2026-11-09 >b.jsonl
winnow-store --quiet a.db b.jsonl
like 'an index that is behind says so' "$(winnow-search a.db 疼痛 2>&1 >/dev/null)" 'behind the database'
is 'what changed is taken in, and nothing else' "$(winnow-search --index a.db 2>&1)" \
	'winnow-search: 1 articles indexed'
is 'the new text is found' "$(search a.db 换了内容 | ids)" '1 '
is 'the old one is not' "$(search a.db 疼痛是一 | ids)" '2 3 '
winnow-store --quiet --forget http://a.example/2 a.db
search --index a.db
is 'what is taken down is not found' "$(search a.db 疼痛是一 | ids)" '3 '
sqlite3 other.db.search 'CREATE TABLE t (x)'
cp a.db other.db
search other.db 疼痛 2>err
like 'an index that is not ours is refused' "$? $(cat err)" "^1 winnow-search: 'other.db.search' is not"
tap_end
