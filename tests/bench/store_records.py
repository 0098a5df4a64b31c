#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""store_records.py N RUN [PARAGRAPHS] > records.jsonl

A run of N made-up articles with fifteen teasers each, the same bytes for the same N and RUN but for
the run's name.  Of twelve paragraphs, a record has about nineteen kilobytes, as half of real pages have."""
import json
import random
import sys

WORDS = ("膝盖 疼痛 关节 医生 检查 治疗 患者 休息 运动 药物 手术 康复 受凉 劳损 退变 发热 红肿 两周 医院 骨科 "
         "急性期 冷敷 热敷 散步 游泳 太极拳 保暖 体重 负担 病情").split()


def text(r, n):
    return "".join(r.choice(WORDS) for _ in range(n)) + "。"


def main():
    n, run = int(sys.argv[1]), sys.argv[2]
    n_paragraphs = int(sys.argv[3]) if len(sys.argv) > 3 else 12
    r = random.Random(1)
    out = sys.stdout
    teasers = [{"title": text(r, 6), "url": "http://site%d.example/%d" % (i % 50, i), "teaser": text(r, 20),
                "authors": [{"name": "张三", "job_title": "主任医师", "affiliation": "第一医院"}]}
               for i in range(3000)]
    out.write(json.dumps({"record": "run", "run": run, "program": "bench"}) + "\n")
    for i in range(n):
        paragraphs = [text(r, 60) for _ in range(n_paragraphs)]
        record = {
            "record": "article", "schema": 1, "url": "http://site%d.example/a/%d.html" % (i % 50, i),
            "fetched_at": "2026-11-01T00:00:00Z", "http_status": 200, "page_kind": "article",
            "title": text(r, 8), "authors": [{"name": "李四", "job_title": "主治医师"}],
            "date_published": "2026-10-%02d" % (i % 28 + 1),
            "blocks": [{"type": "paragraph", "text": p} for p in paragraphs],
            "related": [teasers[(i * 7 + k * 13) % len(teasers)] for k in range(15)],
            "text": "\n\n".join(paragraphs), "sections": [{"heading": "", "level": 0, "text": "\n\n".join(paragraphs)}],
            "content_digest": "sha256:%064x" % i, "word_count": 1400}
        out.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
    out.write(json.dumps({"record": "end", "run": run, "stage": "normalize", "in": n, "out": n, "rejected": 0}) + "\n")


if __name__ == "__main__":
    main()
