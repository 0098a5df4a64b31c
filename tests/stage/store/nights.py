#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# nights.py - thirty nights of three made-up sites: pages come, change, move and go
#
# usage: nights.py FOLDER SEED
#
# Writes FOLDER/NN.jsonl, what the night's crawl gave, and FOLDER/NN.forget, the URLs that are
# taken down after it.
import datetime
import hashlib
import json
import random
import sys

folder, chance = sys.argv[1], random.Random(int(sys.argv[2]))
NAMES = ["范李", "王医生", "Ann Lee", "=1+1"]
LANGUAGES = ["zh-Hans", "zh", "en", "de"]
pages, forgotten = {}, set()


def new_page(n):
    url = f"http://{chance.choice('abc')}.example/{n}"
    pages[url] = {"text": f"第一 {n}", "authors": [chance.choice(NAMES)], "state": "here",
                  "language": chance.choice(LANGUAGES), "until": 0, "to": None,
                  "date": f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"}


def happen(url, page, night):
    """One thing that may have happened to a page since the last visit."""
    what = chance.random()
    if page["state"] != "here":
        if night >= page["until"]:
            page["state"] = "here"
    elif what < 0.10:
        page["text"] += f"\n第 {night} 夜"
    elif what < 0.16:
        page["authors"] = chance.sample(NAMES, chance.randint(0, 2))
    elif what < 0.22:
        page["language"] = chance.choice(LANGUAGES)
    elif what < 0.27:
        page["date"] = f"2026-{chance.randint(1, 12):02}-01"
    elif what < 0.35:
        page["state"] = chance.choice(["gone", "missing", "missing", "moved", "index"])
        page["until"] = night + chance.choice([1, 4, 9, 12])
        page["to"] = chance.choice(list(pages))


def visit(url, page, rules, day):
    tail = chance.choice(["", "", "", "?utm_source=mail"])
    record = {"url": url + tail, "fetched_at": f"{day}T00:00:00Z", "http_status": 200}
    if page["state"] in ("gone", "missing", "moved"):
        status = {"gone": 410, "missing": 404, "moved": 301}[page["state"]]
        record.update(record="outcome", stage="parse", http_status=status)
        record.update({"class": "failed", "outcome": "http-error"})
        if status == 301:
            record.update({"class": "redirected", "outcome": "redirected", "location": page["to"]})
        return record
    text = page["text"] + ("" if rules < 2 else "\n规则")
    payload = hashlib.sha256(json.dumps(page).encode()).hexdigest()
    record.update(
        record="article", schema=1, payload_digest="sha256:" + payload, extractor="0.1.0",
        page_kind="index" if page["state"] == "index" else chance.choice(["article", "article", "qa"]),
        title=f"标题 \"{url[-2:]}\"", language=page["language"], date_published=page["date"],
        authors=[{"name": name} for name in page["authors"]], rules=f"sha256:{rules}",
        blocks=[{"type": "paragraph", "text": text}], text=text,
        sections=[{"heading": "", "level": 0, "text": text}],
        related=[{"title": "另一篇", "url": chance.choice(list(pages))}],
        content_digest="sha256:" + hashlib.sha256(text.encode()).hexdigest())
    return record


for night in range(1, 31):
    day = datetime.date(2026, 10, 1) + datetime.timedelta(days=night)
    rules = 1 + night // 10
    for _ in range(25 if night == 1 else chance.randint(0, 2)):
        new_page(len(pages))
    for url in pages:
        happen(url, pages[url], night)
    seen = [u for u in pages if chance.random() < (1 if night % 10 == 0 else 0.6)]
    with open(f"{folder}/{night:02}.jsonl", "w", encoding="utf-8") as out:
        for url in seen:
            print(json.dumps(visit(url, pages[url], rules, day), ensure_ascii=False), file=out)
    with open(f"{folder}/{night:02}.forget", "w", encoding="utf-8") as out:
        if night % 6 == 0:
            print(chance.choice(list(pages)), file=out)
