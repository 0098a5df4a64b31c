#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""night_pages.py - articles for bench-night, each like one of the fixtures and unlike all others

usage: night_pages.py FOLDER N HOSTS PORT

Writes FOLDER/NNN/I.html for I below N, and prints their URLs, which take turns on 127.0.0.1 and
the following HOSTS - 1 addresses. The N pages are the first N of any larger number.
"""
import glob
import os
import re
import sys

folder, number, hosts, port = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
SITE = "fixtures/site"
SOURCES = sorted(glob.glob(SITE + "/jibing/gaishu/43[12]?.html")) + [
    SITE + "/bh/article/4311.html", SITE + "/zx/201806/4311.htm",
    SITE + "/en/news/desk-breaks.html", SITE + "/en/news/walking-back-pain.html"]


def template(path):
    """The page with a mark where its number belongs: in its title, its paragraphs and its links to
    itself. Other pages of an article of several are none of its own."""
    text = open(path, "rb").read()
    own = path[len(SITE):].encode()
    text = text.replace(own, b"@PATH@")
    text = re.sub(rb'<a[^>]*rel="next"[^>]*>.*?</a>|<link rel="next"[^>]*>', b"", text)
    text = re.sub(rb"(?i)(<title>|<h1[^>]*>)", rb"\1@NUMBER@ ", text)
    return re.sub(rb"(?i)(<p>)(?=[^<\s])", rb"\1(@NUMBER@) ", text)


templates = [template(path) for path in SOURCES]
for i in range(number):
    path = "/%03d/%d.html" % (i // 1000, i)
    if i % 1000 == 0:
        os.makedirs(folder + "/%03d" % (i // 1000), exist_ok=True)
    page = templates[i % len(templates)]
    page = page.replace(b"@PATH@", path.encode()).replace(b"@NUMBER@", b"%d" % i)
    with open(folder + path, "wb") as out:
        out.write(page)
    print("http://127.0.0.%d:%d%s" % (i % hosts + 1, port, path))
