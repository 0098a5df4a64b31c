#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# nights.py - nights of four made-up sites, of which one goes silent and one loses its authors
#
# usage: nights.py FOLDER NIGHTS [PAGES]
#
# Writes FOLDER/NN.jsonl, the records of night NN as winnow-parse writes them (two rounds of one
# run each), and FOLDER/NN.night, the time when it began.
import datetime
import json
import random
import sys
import uuid

folder, nights = sys.argv[1], int(sys.argv[2])
pages = int(sys.argv[3]) if len(sys.argv) > 3 else 12
chance = random.Random(7)
ZH = "久坐 腰部 酸痛 坐姿 核心 力量 不足 医生 建议 每隔 一小时 起身 活动 痛感 持续 及时 就诊 热敷 针灸 牵引 复查".split()
EN = ("walking rest back pain doctor weeks most people recover slowly heat cold nerve muscle chair "
      "posture night morning exercise gently again").split()
SITES = {"www.health.example.org": "zh-Hans", "news.example.com": "en",
         "wenzhang.example.net": "zh-Hans", "quiet.example.edu": "en"}
HOSTILE = "<script>alert(1)</script> & \"quoted\" <img src=x onerror=alert(2)>"


def page(site, n, edition, is_bare):
    zh = SITES[site] == "zh-Hans"
    # Pages 3 of two sites say the same.
    words = random.Random(f"{n if n == 3 and zh else site + str(n)} {edition}")
    body = [("" if zh else " ").join(words.choices(ZH if zh else EN, k=30)) + ("。" if zh else ".")
            for _ in range(words.randint(3, 9))]
    title = (f"腰痛多半是坐出来的（{n}）" if zh else f"Why walking helps a sore back, part {n}")
    record = {"record": "article", "schema": 1, "http_status": 200, "page_kind": "article",
              "title": HOSTILE if (site, n) == ("news.example.com", pages + nights - 1) else title,
              "language": SITES[site], "extractor": "0.1.0",
              "date_published": str(datetime.date(2026, 10, 20) - datetime.timedelta(days=n)),
              "blocks": [{"type": "paragraph", "text": text} for text in body]}
    if not is_bare:
        record["authors"] = [{"name": "范李" if zh else "Ann Lee"}]
    if zh:
        record["blocks"].append({"type": "paragraph", "text": "了解详情"})
        record["related"] = [{"title": "另一篇", "url": f"https://{site}/{n % 3}.html",
                              "teaser": "腰脱压迫神经"}]
    return record


def visit(site, n, number, last):
    """What one page gives in one night: a record without its URL."""
    failing = {(0, 5): ("failed", "http-error", 503), (1, 6): ("deferred", "timeout", 0),
               (2, 7): ("denied", "robots", 0)}.get((list(SITES).index(site), n % 9))
    if site == "quiet.example.edu" and last:
        failing = ("deferred", "refused", 0)
    if n == 4 and number >= 4:
        failing = ("failed", "http-error", 410)
    if n % 3 == 0 and number > 2 and not last:
        return {"record": "outcome", "stage": "parse", "class": "not-modified",
                "outcome": "not-modified", "http_status": 304}
    if failing:
        return {"record": "outcome", "stage": "parse", "class": failing[0], "outcome": failing[1],
                "http_status": failing[2]}
    is_bare = last and site == "wenzhang.example.net"
    return page(site, n, 1 + is_bare + (n % 5 == number % 5 and number > 1), is_bare)


first = datetime.date(2026, 11, 23) - datetime.timedelta(days=nights)
for number in range(1, nights + 1):
    day = first + datetime.timedelta(days=number - 1)
    at = datetime.datetime.combine(day, datetime.time(18))
    with open(f"{folder}/{number:02}.night", "w", encoding="utf-8") as out:
        print(f"{at.isoformat()}Z", file=out)
    with open(f"{folder}/{number:02}.jsonl", "w", encoding="utf-8") as out:
        for part in range(2):
            run = str(uuid.UUID(int=chance.getrandbits(128)))
            print(json.dumps({"record": "run", "run": run, "program": "winnow-fetch",
                              "version": "0.1.0", "started": f"{at.isoformat()}Z"}), file=out)
            for site in SITES:
                # The second round meets a few pages again.
                for n in range(1, (pages + number if part == 0 else 3)):
                    at += datetime.timedelta(seconds=chance.choice([0, 1, 1, 2]))
                    record = {"url": f"https://{site}/{n}.html", "fetched_at": f"{at.isoformat()}Z"}
                    record.update(visit(site, n, number, number == nights))
                    print(json.dumps(record, ensure_ascii=False), file=out)
                    if n == 2:
                        print(json.dumps({"record": "outcome", "url": record["url"], "stage": "fetch",
                                          "class": "duplicate", "outcome": "duplicate"}), file=out)
            print(json.dumps({"record": "end", "run": run}), file=out)
            at += datetime.timedelta(hours=1)
