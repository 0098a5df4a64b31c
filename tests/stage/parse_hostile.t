#!/bin/sh
# SPDX-License-Identifier: MIT
# parse_hostile.t - pages made to break the parser: each costs itself alone, the next page is right

. tests/tap.sh

cd "$tap_tmp" || exit 1

# A hostile page and a plain one after it, for every row; NAME.warc says which rows.
cat >make.py <<'END'
import gzip, random, sys, uuid

SEED = random.Random(20)
FONTS = ["b", "i", "font size=%d", "form", "a href=%d", "nobr"]


def nest(n):
    return "".join("<%s>" % (FONTS[i % 6].replace("%d", str(i))) for i in range(n))


PLAIN = ("<!doctype html><title>Page %d</title><h1>Page %d</h1>"
         "<p>Paragraph one of page %d says enough to be read as an article by everyone.</p>"
         "<p>Paragraph two, which closes it, says about as much again, and then it stops.</p>")
HTML = "Content-Type: text/html; charset=utf-8\r\n"
text = "A sentence that goes on, and on. "
SLOW = [
    ("div", lambda: "<p>x" + "<div>" * 200000 + "deep"),
    ("list", lambda: "<ul><li>" * 100000 + "deep"),
    ("form-font", lambda: "<form><font>" * 30000 + "deep"),
    ("font", lambda: "<p><font size=i>" * 5000 + "deep"),
    ("attributes", lambda: "<p " + " ".join("a%d=1" % i for i in range(100000)) + ">text</p>"),
    ("mixed", lambda: nest(500000) + "deep"),
]
QUICK = [
    ("text", lambda: "<p>" + text * (20 * 1024 * 1024 // len(text) - 1)),
    ("nul", lambda: "<p>a\0b\0" + "\0" * 5000 + "</p>\0<div\0 a\0=b>c</div>"),
    ("random", lambda: SEED.randbytes(300000)),
    ("random-tags", lambda: b"<" + b"<".join(SEED.randbytes(9) for i in range(20000))),
    ("cut-gzip", lambda: gzip.compress(PLAIN.encode() * 50 + SEED.randbytes(9000))[:5000]),
    ("no-gzip", lambda: b"\x1f\x8b" + SEED.randbytes(500)),
    ("empty", lambda: ""),
    ("reference", lambda: "<h1>&#11111111111;</h1><p>a &#11111111111; b &#xFFFFFFFFFFFF; c</p>"),
    ("comment", lambda: "<p>before</p><!--" + "-" * 1000000),
    ("open-tag", lambda: "<a href='" + "x" * 1000000),
    ("brs", lambda: "<p>x" + "<br>" * 300000),
    ("cells", lambda: "<table>" + "<tr><td>a<td>b" * 60000),
    ("links", lambda: "".join("<p><a href=/%d>Some title of it</a></p>" % i for i in range(30000))),
    ("ld", lambda: "<script type=application/ld+json>" + "[" * 300000 + "</script><p>x"),
    ("state", lambda: "<script>window.__INITIAL_STATE__=" + '{"a":' * 300000 + "</script><p>x"),
    ("title", lambda: "<title>" + "a-b_c|" * 200000 + "</title><h1>" + "a-b " * 100000 + "</h1>"),
]


def record(name, body, coding=""):
    head = "HTTP/1.1 200 OK\r\n%s%sContent-Length: %d\r\n\r\n" % (HTML, coding, len(body))
    block = head.encode() + body
    return ("WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:%s>\r\n"
            "WARC-Date: 2026-11-01T00:00:00Z\r\nWARC-Target-URI: https://host.example/%s\r\n"
            "Content-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n"
            % (uuid.uuid4(), name, len(block))).encode() + block + b"\r\n\r\n"


for kind, rows in (("slow", SLOW), ("quick", QUICK)):
    with open(kind + ".warc", "wb") as warc, open(kind + ".urls", "w") as urls:
        for i, (name, make) in enumerate(rows):
            body = make()
            body = body if isinstance(body, bytes) else body.encode()
            coding = "Content-Encoding: gzip\r\n" if "gzip" in name else ""
            warc.write(record(name, body, coding))
            warc.write(record("after-" + name, (PLAIN % (i, i, i)).encode()))
            urls.write("https://host.example/%s\nhttps://host.example/after-%s\n" % (name, name))
with open("kill.warc", "wb") as warc:
    warc.write(record("div", SLOW[0][1]().encode()))
    warc.write(record("after-div", (PLAIN % (0, 0, 0)).encode()))
END
python3 make.py

# Every address once, in order; whatever came of the hostile pages, the plain ones are right.
survives()
{
	winnow-parse -j 2 "$1.warc" >"$1.out" 2>"$1.err"
	like "$1: the run ends, well or with a warning" "$?" '^[03]$'
	is "$1: every page has one record, in order" "$(jq -r .url "$1.out")" "$(cat "$1.urls")"
	is "$1: every line is a record that the next stage takes" \
		"$(winnow-normalize --quiet <"$1.out" | jq -r .url)" "$(cat "$1.urls")"
	is "$1: the page after each one is read as if nothing had been" \
		"$(jq -r 'select(.url | test("/after-"))
			| "\(.page_kind) \(.title) \(.blocks | length)"' "$1.out" | sed 's/[0-9]* 2$/N 2/' |
			sort | uniq -c | tr -s ' ')" \
		" $(grep -c /after- "$1.urls") article Page N 2"
	is "$1: what failed has a reason that the manual knows" \
		"$(jq -r 'select(.record == "outcome" and (.outcome | IN("parse-timeout", "parse-memory",
			"parse-crash", "truncated", "too-large") | not)) | "\(.url) \(.outcome)"' \
			"$1.out")" ''
	is "$1: no page crashed a worker" \
		"$(jq -r 'select(.outcome == "parse-crash") | "\(.url) \(.detail)"' "$1.out")" ''
}

survives quick
record()
{
	jq -c "select(.url | endswith(\"/$1\"))" quick.out
}
is 'an empty body is an empty page' "$(record empty | jq -r .page_kind)" empty
is 'a reference beyond Unicode is a replacement character' \
	"$(record reference | jq -r '.blocks[-1].text')" 'a � b � c'
is 'a body cut off in its gzip stream is no whole page' \
	"$(record cut-gzip | jq -r '"\(.class) \(.outcome)"')" 'failed truncated'
is 'a large text stays whole' \
	"$(record text | jq '(.blocks | map(.text | length) | add) > 20000000 or .record == "outcome"')" \
	true
is 'zeros are no characters' "$(record nul | jq -r tostring | grep -c 'u0000')" 0

started=$(date +%s)
survives slow
ok 'slow pages end at the limit for one page' test $(($(date +%s) - started)) -lt 75

# A worker that dies in the middle of a page costs that page.
winnow-parse -j 1 kill.warc >killed 2>kill.err &
parent=$!
wait_until pgrep -P $parent
sleep 1
kill -9 "$(pgrep -P $parent | head -1)"
wait $parent
status=$?
is 'a worker killed from outside costs one outcome' \
	"$(jq -r '"\(.url) \(.outcome // .page_kind)"' killed)" \
	'https://host.example/div parse-crash
https://host.example/after-div article'
like 'a worker killed from outside does not end the run' "$status" '^[03]$'
tap_end
