#!/bin/sh
# SPDX-License-Identifier: MIT
# show.t - winnow-show prints what is stored, as people read it

. tests/tap.sh

here=$PWD/tests/stage/store
cd "$tap_tmp" || exit 1

"$here/pages.py" 2 >a.jsonl
"$here/pages.py" 1 '# no heading of ours' 2026-11-02 >b.jsonl
cat >c.jsonl <<'EOF'
{"record":"article","url":"http://a.example/kinds","page_kind":"article","title":"Kinds","blocks":[{"type":"heading","level":2,"text":"Head"},{"type":"list_item","depth":1,"ordered":true,"text":"item"},{"type":"quote","text":"said\ntwice"},{"type":"code","text":"# code"},{"type":"table","rows":[["a|b","c"],["1","2"]]},{"type":"figure","url":"http://a.example/x.png","caption":"pain"},{"type":"paragraph","text":"3. third\n- dash"}],"disclaimer":"No advice.","terms":[{"term":"疼痛","definition":"一种感觉"}],"n":7}
EOF
winnow-store --quiet a.db a.jsonl b.jsonl c.jsonl

is 'an article is Markdown' "$(winnow-show a.db http://a.example/2)" '# 标题2

- author: 范李, 协和医院, 三甲
- address: http://a.example/2
- fetched: 2026-11-01T00:00:00Z

疼痛是一种感觉。

共同的行

段落 2 of page 2'
is 'every kind of block has its form, and text is no markup' \
	"$(winnow-show a.db http://a.example/kinds)" '# Kinds

- address: http://a.example/kinds

### Head

   1. item

> said
> twice

````
# code
````

| a\|b | c |
|---|---|
| 1 | 2 |


![pain](http://a.example/x.png)

3\. third
\- dash

> No advice.

**疼痛**: 一种感觉'
is 'by its id, and by another spelling of its URL' \
	"$(winnow-show a.db 1)" "$(winnow-show a.db 'http://A.example:80/1?utm_source=mail#top')"
is 'the record is as it came' "$(winnow-show --json a.db 2 | jq -cS .)" \
	"$(sed -n 2p a.jsonl | jq -cS .)"
is 'unknown members stay' "$(winnow-show --json a.db http://a.example/kinds | jq .n)" 7
is 'what was removed' "$(winnow-show --removed a.db 1)" "$(printf '3\tphrase:了解详情\t了解详情')"
is 'what a version changed' \
	"$(winnow-show --history a.db 1 | sed 's/until [^ ]*/until TIME/')" \
	'@@ version 1 until TIME (source)
-疼痛是一种感觉。
+\# no heading of ours'
is 'an article without versions has no history' "$(winnow-show --history a.db 2)" ''

winnow-store --quiet --forget http://a.example/1 a.db
for how in --json --removed --history ''; do
	# shellcheck disable=SC2086 # no word at all
	winnow-show $how a.db http://a.example/1 >out 2>err
	is "of what was forgotten nothing is shown ${how:-as Markdown}" \
		"$? $(cat err; grep -v '^(forgotten)$' out)" '0 '
done
winnow-show a.db http://a.example/none 2>err
is 'an article that is not there is named' "$? $(cat err)" \
	"1 winnow-show: no article 'http://a.example/none' in 'a.db'"
winnow-show --json --removed a.db 1 2>/dev/null
is 'two forms at once are a mistake of usage' $? 2
winnow-show a.db 2>/dev/null
is 'no article is a mistake of usage' $? 2
tap_end
