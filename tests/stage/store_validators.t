#!/bin/sh
# SPDX-License-Identifier: MIT
# store_validators.t - a page whose article is not there is asked for without validators, and a site
# that failed once is not left alone for a week

. tests/tap.sh

cd "$tap_tmp" || exit 1
version=$(winnow-store --version | awk '{ print $2 }')
# Records of http://a.example/NAME: `page NAME`, and `answer NAME CLASS OUTCOME STATUS [MEMBERS]`.
page()
{
	printf '{"record":"article","schema":1,"url":"http://a.example/%s","http_status":200,"page_kind":"article","title":"%s","etag":"\\"%s\\"","payload_digest":"sha256:%s","extractor":"%s","blocks":[{"type":"paragraph","text":"text %s"}]}\n' \
		"$1" "$1" "$1" "$1" "$version" "$1"
}
answer()
{
	printf '{"record":"outcome","url":"http://a.example/%s","stage":"parse","class":"%s","outcome":"%s","http_status":%s%s}\n' \
		"$1" "$2" "$3" "$4" "${5:+,$5}"
}
store()
{
	winnow-store --quiet --min-success 0 a.db
}
asked_with()
{
	winnow-due --quiet --force a.db | jq -r --arg url "http://a.example/$1" \
		'select(.url == $url) | "\(.etag // "-") \(.payload_digest // "-")"'
}
due_in()
{
	sqlite3 a.db "SELECT round((julianday(due_at) - julianday(visited_at)) * 24, 1) FROM url
		WHERE url = 'http://a.example/$1'"
}

echo http://a.example/ >seeds
winnow-store --quiet --seeds seeds a.db
for name in gone moved crashed broken; do
	page $name
done | store
is 'a page that was read is asked for with its validators' "$(asked_with gone)" '"gone" sha256:gone'

answer gone failed http-error 410 | store
is 'one that is gone is not' "$(asked_with gone)" '- -'
answer moved redirected redirected 301 '"location":"http://a.example/new"' | store
page new | store
is 'nor one that moved' "$(asked_with moved)" '- -'
is 'where it moved to is' "$(asked_with new)" '"new" sha256:new'
answer crashed failed parse-crash 200 '"etag":"\"two\"","payload_digest":"sha256:two"' | store
is 'nor one that could not be read this time' "$(asked_with crashed)" '- -'
answer broken failed http-error 500 | store
is 'a server that fails says nothing of the page' "$(asked_with broken)" '"broken" sha256:broken'
is 'so it is asked for the next night' "$(due_in broken)" 21.0
answer broken not-modified not-modified 304 | store
is 'nor does a page that is as it was' "$(asked_with broken)" '"broken" sha256:broken'
page gone | store
is 'a page that is back is read, and has them again' "$(asked_with gone)" '"gone" sha256:gone'
is 'with its article' "$(sqlite3 a.db "SELECT count(*) FROM article JOIN url ON url.id = url_id
	WHERE url.url LIKE '%/gone' AND deleted IS NULL")" 1

# An article that was read from a copy of its page.
page copy | store
page canon | store
sqlite3 a.db "UPDATE article SET source_id = (SELECT id FROM url WHERE url LIKE '%/copy')
	WHERE url_id = (SELECT id FROM url WHERE url LIKE '%/canon')"
answer canon redirected redirected 301 '"location":"http://a.example/new"' | store
is 'nor the page from which an article was read that has moved' "$(asked_with copy)" '- -'

answer missing failed http-error 404 | store
is 'a page that is missing is asked for after a week' "$(due_in missing)" 165.0
answer broken failed http-error 500 | store
answer '' failed http-error 404 | store
is 'a start page the next night, whatever it says' "$(due_in '')" 21.0
answer '' denied robots 0 | store
is 'even that robots may not' "$(due_in '')" 21.0
answer '' deferred timeout 0 | store
is 'what was deferred within the hour' "$(due_in '')" 1.0
tap_end
