#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""rehearsal_sites.py - eighteen small sites as they are on one of five nights

usage: rehearsal_sites.py FOLDER NIGHT

Writes FOLDER/N/... for the sites 127.0.0.1 to 127.0.0.18. Files that are as they were the night
before are left alone, files that are gone are removed; a page that is gone for good leaves
PATH.gone behind, for which the server says 410. A site has a start page, /, and articles, /aN.html,
three of them unless SITES says otherwise.
"""
import os
import random
import sys

WORDS = """market harbour teacher river bridge council engine garden winter letter doctor captain
signal window forest kitchen station museum railway village journal morning shelter lantern copper
account voyage summit orchard weather machine passage theatre quarter pattern compass factory
""".split()
VERBS = "carries measures follows repairs describes crosses remembers opens answers covers".split()
CHINESE = "山水城市居民医院老师学生春天道路桥梁花园报纸消息会议工作时间历史文化音乐运动健康生活问题方法结果研究发现认为开始进行"


def sentences(seed, number, chinese=False):
    source = random.Random(seed)
    for _ in range(number):
        if chinese:
            yield "".join(source.choice(CHINESE) for _ in range(24)) + "。"
        else:
            yield "The %s of the %s %s the old %s near the %s, and nobody in the %s saw it before the %s." % (
                *(source.choice(WORDS) for _ in range(2)), source.choice(VERBS),
                *(source.choice(WORDS) for _ in range(4)))


def paragraphs(seed, chinese=False):
    return ["".join(sentences("%s/%d" % (seed, i), 4, chinese)) if chinese else
            " ".join(sentences("%s/%d" % (seed, i), 4)) for i in range(4)]


def article(site, name, version=0, look="plain"):
    """A page in the look of its site; a version is another text below the same title."""
    chinese = look == "gbk"
    title = "".join(random.Random(f"{site}{name}").choices(CHINESE, k=9)) if chinese else \
        "What the %s of %s number %s knows" % (WORDS[site], WORDS[-site], name)
    texts = paragraphs(f"{site}/{name}/{version}", chinese)
    if look == "shell":
        return '<!DOCTYPE html><html><head><title>%s</title><script src="/app.js"></script></head>' \
               '<body><div id="app"></div><noscript>Please enable JavaScript.</noscript></body></html>' % title
    body = "\n".join("<p>%s</p>" % text for text in texts)
    if look == "new":  # the same words in other markup
        return '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>%s</title></head><body>' \
               '<nav><ul><li><a href="/">Front page</a></li></ul></nav>' \
               '<section class="page"><div class="story"><header><h1>%s</h1></header>' \
               '<div class="story-body">%s</div></div></section>' \
               '<footer><small>Printed by hand</small></footer></body></html>' % (title, title, body)
    return '<!DOCTYPE html><html lang="%s"><head><meta charset="%s"><title>%s</title>%s</head><body>\n' \
           '<div class="menu"><a href="/">Start</a></div>\n<article><h1>%s</h1>\n%s\n</article>\n' \
           '<div class="footer">All rights reserved</div></body></html>\n' % (
               "zh" if chinese else "en", "gbk" if chinese else "utf-8", title,
               '<meta name="robots" content="noindex">' if look == "noindex" else "", title, body)


def start(paths):
    return '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Start</title></head><body>' \
           '<h1>Start</h1><ul>%s</ul></body></html>' % "".join(
               '<li><a href="%s">Page %d</a></li>' % (path, i) for i, path in enumerate(paths))


def pages(site, night):
    """The articles of a site: path to text, None for one that is gone for good."""
    names = range(1, 4)
    look = {15: "gbk", 8: "shell" if night == 4 else "plain", 7: "new" if night >= 4 else "plain"}.get(site, "plain")
    if site == 2:  # one more each night
        names = range(1, 3 + night)
    if site == 5 and night >= 2:  # the second is not there any more
        names = [1, 3]
    if site == 17:  # a new house: other addresses from the third night on
        names = range(1, 4) if night < 3 else range(11, 14)
    if site == 14 and night >= 3:  # a start page is all that is left
        names = []
    if site in (9, 18):
        names = [1]
    found = {"/a%d.html" % n: article(site, n, look=look) for n in names}
    if site == 3:  # the first changes each night
        found["/a1.html"] = article(site, 1, version=night)
    if site == 4 and night >= 3:  # the third is gone for good
        found["/a3.html"] = None
    if site == 12:
        found["/a3.html"] = article(site, 3, look="noindex")
    return found


def tree(site, night):
    files = pages(site, night)
    links = [path for path, text in files.items() if text]
    if site == 9:
        links.append("/private/a2.html")
        files["/private/a2.html"] = article(site, 2)
        files["/robots.txt"] = "User-agent: *\nCrawl-delay: 1\nDisallow: /private/\n"
    if site == 10:
        links.append("/old.html")  # which the server redirects to /a1.html
    files["/index.html"] = start(links)
    return files


def write(path, text):
    data = text.encode("gbk" if "charset=\"gbk\"" in text else "utf-8")
    if os.path.exists(path) and open(path, "rb").read() == data:
        return
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as out:
        out.write(data)


def main():
    folder, night = sys.argv[1], int(sys.argv[2])
    for site in range(1, 19):
        root = "%s/%d" % (folder, site)
        files = tree(site, night)
        for name in os.listdir(root) if os.path.isdir(root) else []:
            if name.endswith(".html") and not files.get("/" + name):
                os.remove(root + "/" + name)
        for path, text in files.items():
            write(root + path + ("" if text else ".gone"), text or "gone\n")


main()
