#!/bin/sh
# SPDX-License-Identifier: MIT
# site_check.t - winnow-site check says what is wrong with a profile, and tries it on stored pages

. tests/tap.sh

top=$PWD
is 'the profiles of the project are right, on pages of the fixture site' \
	"$(winnow-site check sites/example.ini sites/fixture.ini 2>&1)" \
	'winnow-site: 2 profiles, 5 test pages, 0 findings'
sed 's/^;\([a-z_-]* = \|\[\)/\1/' sites/example.ini >"$tap_tmp/whole.ini"
is 'the template with all its keys is wrong only in that its page is not there' \
	"$(cd "$tap_tmp" && winnow-site check --quiet whole.ini)" \
	"$(grep -n '^page = ' "$tap_tmp/whole.ini" | cut -d: -f1 |
		sed 's/.*/whole.ini:&: /')cannot read 'pages/one.html': No such file or directory"

cd "$tap_tmp" || exit 1
cat >wrong.ini <<'END'
; line 1
[site]
hosts = example.org http://example.net
stat = https://example.org/
feed = /news.rss
[fetch]
delay = 2 seconds
header = Accept
delay = 3
[scope]
follow = (
depth = deep
revisit = 6h
[colour]
red = 1
blue = 2
[parse]
title = h1
titel = h2
body = p >
author_name = b
related_title = h3
[normalize]
pattern = x
needs = x
site = example.org
literal =
[test]
page = p.html
END
winnow-site check wrong.ini >out 2>err
is 'findings: status 3' $? 3
is 'every finding has its file and line, in their order' "$(sed 's/pattern error.*/.../' out)" \
	"wrong.ini:3: hosts: 'http://example.net' is no host (without scheme, port or path; in Punycode)
wrong.ini:4: stat: no key of [site] is called so
wrong.ini:5: feed: not a valid URL
wrong.ini:7: delay: no number of seconds
wrong.ini:8: header: no field of a request
wrong.ini:9: delay: stands in line 7 already; that one counts
wrong.ini:11: follow: $(sed -n 's/^wrong.ini:11: follow: //p' out)
wrong.ini:12: depth: no whole number
wrong.ini:13: revisit: takes the shortest and the longest interval, as in '6h 30d'
wrong.ini:15: no section is called [colour]
wrong.ini:19: titel: no key of [parse] is called so
wrong.ini:20: body: $(sed -n 's/^wrong.ini:20: body: //p' out)
wrong.ini:22: related_title: needs the key 'related_item' as well
wrong.ini:24: pattern: needs a line 'needs' before it
wrong.ini:26: site: no key of [normalize] is called so
wrong.ini:27: literal: says nothing"
like 'a pattern says what is wrong with it' "$(cat out)" '^wrong.ini:11: follow: .*parenthes'
like 'a selector says where' "$(cat out)" '^wrong.ini:20: body: character [0-9]+: '
is 'and they are counted' "$(cat err)" 'winnow-site: 1 profiles, 0 test pages, 16 findings'

printf '[site]\nhosts = a.example\n[test %s]\npage = p\n' "$(printf '%060d' 1)" >long.ini
like 'a section whose name is cut is told' "$(winnow-site check -q long.ini)" \
	'^long.ini:4: the name of this section is too long'
printf '[parse]\ntitle = h1\n' >nobody.ini
printf '[site]\nhosts = a\n  b\nnonsense\n' >noini.ini
is 'a profile for nobody, one that is no INI, one that is not there' \
	"$(winnow-site check -q nobody.ini noini.ini none.ini; echo $?)" \
	"nobody.ini: no hosts in [site]
noini.ini:4: neither [section], key = value nor comment
cannot read 'none.ini': No such file or directory
3"

printf '[site]\nhosts = a.example b.example\n' >one.ini
printf '[site]\nhosts = *.a.example\n  B.example b.example\n' >two.ini
is 'a host that two claim; "*.host" is another' "$(winnow-site check -q one.ini two.ini)" \
	"two.ini:3: host 'b.example' is claimed by one.ini:2 already
two.ini:3: host 'b.example' is claimed by one.ini:2 already"

cat >page.html <<'END'
<!DOCTYPE html><html lang="en"><head><title>Why backs hurt | Site</title></head><body>
<h1>The Health Site</h1><h2 class="headline">Why backs hurt</h2><p class="by">By Jane Doe and Max Muster</p>
<div id="text"><p>The lower back carries most of our weight, and it hurts when we sit too long.</p>
<p>Walking, swimming   and short breaks help more people than pills do, as studies show.</p>
<div class="ad">Buy our mattress now, it is the best mattress, and it is cheap.</div>
<table><tr><th>Plan</th><th>Days</th></tr><tr><td>Walking</td><td>eleven</td></tr></table></div></body></html>
END
mkdir sites pages
cp page.html pages/
cat >sites/good.ini <<'END'
[site]
hosts = a.example
[parse]
title = .headline
body = #text
remove = .ad
[test one]
page = ../pages/page.html
url = https://www.a.example/1
title = Why backs hurt
authors = Jane Doe, Max Muster
date_published =
has = Walking, swimming and short breaks
	eleven
lacks = mattress
related = 0
page_kind = article
END
is 'a page that is as the test says, in the folder that the profile sees it from' \
	"$(winnow-site check sites/good.ini 2>&1; echo $?)" \
	'winnow-site: 1 profiles, 1 test pages, 0 findings
0'
sed -e 's/^title = Why.*/title = Backs/; s/Jane Doe, //; s/published =/& 2020-01-01/; s/eleven/twelve/
	s/^lacks = .*/lacks = lower back/; s/related = 0/related = 3/; s/kind = article/kind = qa/' \
	sites/good.ini >sites/bad.ini
is 'each expectation can fail' "$(winnow-site check -q sites/bad.ini; echo $?)" \
	"sites/bad.ini:10: title: the page gives 'Why backs hurt'
sites/bad.ini:11: authors: the page gives 'Jane Doe, Max Muster'
sites/bad.ini:12: date_published: the page gives 'nothing'
sites/bad.ini:14: has: no block of the body says it
sites/bad.ini:15: lacks: the body says it
sites/bad.ini:16: related: the page gives 0
sites/bad.ini:17: page_kind: the page gives 'article'
3"
sed 's/^title = .headline/title = h1/; s/^remove = .*//' sites/good.ini >sites/bad.ini
is 'a selector that the page has outgrown is found' "$(winnow-site check -q sites/bad.ini)" \
	"sites/bad.ini:10: title: the page gives 'The Health Site'
sites/bad.ini:15: lacks: the body says it"

{
	cat sites/good.ini
	printf '[test two]\npage = ../pages/none.html\nurl = http://a.example/\ntitle =\n'
	printf '[test three]\npage = ../pages/page.html\nurl = http://b.example/\ntitle =\n'
	printf '[test four]\npage = ../pages/page.html\ntitle =\n'
	printf '[test five]\npage = ../pages/page.html\nurl = http://a.example/\n'
} >sites/bad.ini
is 'tests that cannot be run, or say nothing' "$(winnow-site check -q sites/bad.ini)" \
	"sites/bad.ini:19: cannot read 'sites/../pages/none.html': No such file or directory
sites/bad.ini:23: url: 'b.example' belongs to no profile given here
sites/bad.ini:27: [test four] needs the keys page and url
sites/bad.ini:30: [test five] expects nothing"
printf '[site]\nhosts = *.a.example\n[parse]\ntitle = h1\n' >sites/special.ini
rm sites/bad.ini
is 'a URL whose most specific profile is another' \
	"$(winnow-site check -q sites/good.ini sites/special.ini)" \
	"sites/good.ini:8: url: 'www.a.example' belongs to sites/special.ini"
is 'and records say which one was used' \
	"$(for url in http://a.example/ http://www.a.example/ http://b.example/; do
		winnow-parse --quiet --sites sites --url $url page.html | jq -r '[.profile, .title] | join(": ")'
	done)" 'good: Why backs hurt
special: The Health Site
: Why backs hurt'

printf '<meta name=robots content=noindex><p>x' >pages/noindex.html
printf '[site]\nhosts = n.example\n[test a]\npage = ../pages/noindex.html\nurl = http://n.example/\npage_kind = noindex\n' \
	>sites/noindex.ini
is 'a page that gives no article can be expected to' \
	"$(winnow-site check -q sites/noindex.ini; echo $?)" 0
sed -i 's/= noindex/= article/' sites/noindex.ini
is 'or not to' "$(winnow-site check -q sites/noindex.ini)" \
	'sites/noindex.ini:4: the page is no article: noindex'

cd "$top" || exit 1
for words in '' 'check' 'chekc sites/example.ini' 'check --sites x'; do
	# shellcheck disable=SC2086 # words
	winnow-site $words >"$tap_tmp/out" 2>"$tap_tmp/err"
	is "usage: '$words'" "$? $(grep -c "^winnow-site: " "$tap_tmp/err")" '2 1'
done
is 'winnow-site knows nothing of curl' "$(ldd "$(command -v winnow-site)" | grep -c libcurl)" 0
tap_end
