#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""mutate.py N SEED FILE... > pages.warc

N pages made of the files, each damaged in a few ways that real servers, editors
and attackers have; the same N and SEED give the same bytes.  Page i is
http://m.invalid/i."""
import random
import sys

TAGS = ["div", "p", "table", "tr", "td", "svg", "math", "select", "option", "template", "a href=x",
        "b", "i", "font size=1", "form", "button", "pre", "textarea", "title", "script", "style",
        "noscript", "frameset", "plaintext", "iframe", "ul", "li", "h1", "article", "body", "html"]
BITS = [b"<", b">", b"'", b'"', b"&", b"&#", b"&#x10FFFF;", b"&nbsp", b"<!--", b"-->", b"]]>", b"<![CDATA[",
        b"</", b"/>", b"\0", b"\r", b"\xff\xfe", b"\xef\xbb\xbf", b"\xf3\xb0\x80\x80", b"\xe2\x80\xae",
        b"\xed\xa0\x80", b"2024-13-45", "一、".encode(), "下一页".encode()]
CHARSETS = ["utf-8", "gbk", "gb18030", "big5", "shift_jis", "euc-kr", "windows-1252", "utf-16le", "x-nothing", ""]


def span(r, page, most):
    at = r.randrange(len(page) + 1)
    return at, min(len(page), at + r.randrange(1, most))


def cut(r, page, _):
    at, to = span(r, page, 400)
    return page[:at] + page[to:]


def repeat(r, page, _):
    at, to = span(r, page, 60)
    return page[:to] + page[at:to] * r.choice([1, 2, 50, 300]) + page[to:]


def splice(r, page, files):
    at, to = span(r, page, 2000)
    other = r.choice(files)
    start, end = span(r, other, 2000)
    return page[:at] + other[start:end] + page[to:]


def flip(r, page, _):
    page = bytearray(page)
    for _ in range(r.randrange(1, 20)):
        if page:
            page[r.randrange(len(page))] = r.randrange(256)
    return bytes(page)


def bit(r, page, _):
    at = r.randrange(len(page) + 1)
    return page[:at] + r.choice(BITS) * r.choice([1, 1, 3, 100]) + page[at:]


def tag(r, page, _):
    at = r.randrange(len(page) + 1)
    name = r.choice(TAGS)
    new = "<%s>" % name if r.random() < 0.7 else "</%s>" % name.split()[0]
    return page[:at] + new.encode() * r.choice([1, 1, 1, 40, 600]) + page[at:]


def wrap(r, page, _):
    return b"<" + r.choice(TAGS).encode() + b">" + page


def end(r, page, _):
    return page[:r.randrange(len(page) + 1)]


def shuffle(r, page, _):
    parts = page.split(b"<")
    at = r.randrange(len(parts))
    some = parts[at:at + 30]
    r.shuffle(some)
    return b"<".join(parts[:at] + some + parts[at + 30:])


WAYS = [cut, repeat, splice, flip, bit, bit, tag, tag, wrap, end, shuffle]


def main():
    n, r = int(sys.argv[1]), random.Random(int(sys.argv[2]))
    files = [open(name, "rb").read() for name in sorted(sys.argv[3:])]
    out = sys.stdout.buffer
    for i in range(n):
        page = r.choice(files)
        for _ in range(r.randrange(1, 6)):
            page = r.choice(WAYS)(r, page, files)[:300000]
        charset = r.choice(CHARSETS) if r.random() < 0.2 else "utf-8"
        head = "HTTP/1.1 200 OK\r\nContent-Type: text/html%s\r\n\r\n" % (charset and "; charset=" + charset)
        block = head.encode() + page
        out.write(("WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-%012d>\r\n"
                   "WARC-Date: 2026-11-01T00:00:00Z\r\nWARC-Target-URI: http://m.invalid/%d\r\n"
                   "Content-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n"
                   % (i, i, len(block))).encode() + block + b"\r\n\r\n")


if __name__ == "__main__":
    main()
