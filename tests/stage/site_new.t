#!/bin/sh
# SPDX-License-Identifier: MIT
# site_new.t - winnow-site new proposes a profile that gives what winnow finds without it, or less

. tests/tap.sh
. tests/server.sh

tap_cleanup()
{
	server_stop
}

cd "$tap_tmp" || exit 1
# A site of three pages with two ways to name an author; one page has an advertisement.
page()
{
	cat <<END
<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>$2 | Site</title>
<meta name="description" content="All about $2."></head><body>
<div class="css-9z1x2"><h1 class="sc-bdVaJa headline">$2</h1>
<p class="meta-$1 byline">By <a $3 href="/people/$1">$4</a></p><div class="dt-17"><span class="date">1$1 March 2024</span></div></div>
<div id="post-$1" class="text-body"><p>The lower back carries most of our weight, and it hurts when we sit too long, say doctors.</p>$5
<p>Walking, swimming and short breaks help more people than pills do, as many studies show, and $2 is a part of it.</p>
<p>Whoever has had pain for more than six weeks should not wait for breaks to help, and should ask a doctor.</p></div>
<ul class="more"><li><h3><a href="/a/7">Knees that hurt in winter</a></h3><p>Knees are joints, and cold is bad for them...</p></li>
<li><h3><a href="/a/8">Hips that hurt in summer</a></h3><p>Hips are bones, and heat is bad for them...</p></li>
<li><h3><a href="/a/9">Feet that hurt all the year</a></h3><p>Feet are feet, and all is bad for them...</p></li></ul></body></html>
END
}
page 1 'Why backs hurt' 'rel="author"' 'Jane Doe' >1.html
page 2 'Why knees hurt' 'rel="author"' 'Max Muster' '<div class="advert"><p>Buy our mattress now, it is the best mattress of all, and it is cheap this week.</p></div>' >2.html
page 3 'Why hips hurt' 'class="writer"' 'Eva Klein' >3.html
mkdir sites
winnow-site new --page 1.html --url https://a.example/a/1 --page 2.html --url https://a.example/a/2 \
	--page 3.html --url https://a.example/a/3 >sites/a.ini 2>err
is 'a profile is proposed' "$? $(cat err)" '0 '
ok 'winnow-site check finds nothing wrong with it' winnow-site check sites/a.ini
key()
{
	sed -n "s/^$1 = //p" "${2:-sites/a.ini}"
}
is 'the hosts are those of the pages' "$(key hosts)" a.example
is 'a title by the name that people gave it' "$(key title)" .headline
is 'a date' "$(key date_published)" .date
is 'a body by a class, for its ids have numbers' "$(key body)" .text-body
is 'what the body would take along is removed' "$(key remove)" .advert
is 'teasers, and their text' "$(key related_item): $(key related_teaser)" '.more li: .more p'
like 'authors' "$(key authors)" '^[.]byline'
is 'no name that a tool made' "$(grep -v '^;' sites/a.ini | grep -cE 'css-|sc-|dt-|post-|meta-')" 0
is 'what is nowhere is said, and left out' "$(grep -A1 '^; date_modified' sites/a.ini)" \
	'; date_modified: on none of the pages
;date_modified ='
like 'the evidence stands above each key' "$(grep -A3 '^; title: ' sites/a.ini | tr '\n' '/')" \
	'^; title: Why backs hurt \(h1\)/; the same on 3 of 3/; finds at most 1 element a page/title = '

read_pages()
{
	for i in 1 2 3; do
		winnow-parse --quiet "$@" --url https://a.example/a/$i $i.html
	done | jq -c '[.title, .date_published, .description, .authors, [.blocks[].text], .related]'
}
is 'with it, the pages are what they are without it' "$(read_pages --sites sites)" "$(read_pages)"
is 'and the fields are from the profile' \
	"$(winnow-parse --quiet --sites sites --url https://a.example/a/2 2.html | jq -r '.profile, .evidence[]' | sort | uniq -c | sed 's/^ *//')" \
	"1 a
$(grep -c '^; the same on 3 of 3$' sites/a.ini) profile"

# The commented tests are true of the pages, for they say what was found.
sed 's/^;\(\[test\|page = \|url = \|title = [A-Z]\|authors = [A-Z]\|date_published = [0-9]\|related = [0-9]\|page_kind = \)/\1/' \
	sites/a.ini >a.ini
is 'the tests it proposes can be run' "$(winnow-site check a.ini 2>&1)" \
	'winnow-site: 1 profiles, 3 test pages, 0 findings'

# Two layouts: no selector is right on both, and each is taken for its own pages.
sed 's/class="sc-bdVaJa headline"/class="teaser"/; s/<div class="css-9z1x2">/<h2 class="story">Why toes hurt<\/h2>&/
	s/<title>[^|]*/<title>Why toes hurt /' 1.html >4.html
sed 's/<title>[^|]*/<title>Why backs hurt /' 1.html >5.html
winnow-site new --page 5.html --url https://a.example/a/5 --page 4.html --url https://a.example/a/4 >two.ini
is 'a selector that is wrong on one of the pages is none' \
	"$(key title two.ini | grep -cx h1)" 0

page 1 'Why backs hurt' '' 'Jane Doe' | sed 's/ class="[^"]*"//g; s/ id="[^"]*"//g' >plain.html
winnow-site new --page plain.html --url https://a.example/ >plain.ini
ok 'a page without names has a profile, too' winnow-site check plain.ini
is 'from its tags' "$(key title plain.ini)" h1
printf 'x' >x.html
winnow-site new --page x.html --url https://a.example/ >x.ini
ok 'and one that says nothing' winnow-site check x.ini
printf '<title>a\n;[b]\nc</title><h1>a\n[b]\x01\nc = d</h1><p>text' >odd.html
winnow-site new --page odd.html --url 'https://a.example/?%0A[site]' >odd.ini
ok 'a page that looks like a profile does not become one' winnow-site check odd.ini
is 'not even in part' "$(grep -vE '^(;|$)' odd.ini | grep -vE '^[a-z_]+ = |^\[(site|parse)\]$')" ''

cd - >/dev/null || exit 1
server_start "$tap_tmp" || exit 1
winnow-site new --allow-private --delay 0 "$server/jibing/gaishu/4326.html" "$server/jibing/gaishu/4327.html" \
	"$server/errors/none.html" "$server/private/x.html" >"$tap_tmp/new.ini" 2>"$tap_tmp/err"
is 'pages are fetched' "$? $(grep -c '^;     http' "$tap_tmp/new.ini")" '0 2'
is 'by winnow-fetch, which asks for robots.txt first' \
	"$(jq -r .uri "$tap_tmp/run/access.log" | head -1)" /robots.txt
like 'a page that is missing is told' "$(cat "$tap_tmp/err")" "no use of '.*none.html': status 404"
like 'and one that may not be asked for' "$(cat "$tap_tmp/err")" "no use of '.*private/x.html': robots"
ok 'what comes of it is a profile' winnow-site check "$tap_tmp/new.ini"
is 'with the names of the site' "$(key title "$tap_tmp/new.ini")" .art-tit
winnow-site new --quiet "$server/jibing/" >"$tap_tmp/out" 2>"$tap_tmp/err"
is 'a private address is not asked without leave: no page, status 1' "$? $(cat "$tap_tmp/out")" '1 '
server_stop

for words in 'new' 'new --page x.html' 'new --url http://a.example/' 'check --delay 1 x.ini' \
	'new --page x.html --url http://a.example/ http://a.example/'; do
	# shellcheck disable=SC2086 # words
	winnow-site $words >"$tap_tmp/out" 2>"$tap_tmp/err"
	is "usage: '$words'" "$? $(grep -c "^winnow-site: " "$tap_tmp/err")" '2 1'
done
winnow-site new --page "$tap_tmp/x.html" --url nonsense >/dev/null 2>"$tap_tmp/err"
is 'an address that is none' "$? $(cat "$tap_tmp/err")" \
	"1 winnow-site: no use of '$tap_tmp/x.html': its address is no URL"
tap_end
