#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# pages.py - article records as normalize writes them, made up: pages.py N [TEXT [DATE]]
import hashlib
import json
import sys

n = int(sys.argv[1])
text = sys.argv[2] if len(sys.argv) > 2 else "疼痛是一种感觉。"
date = sys.argv[3] if len(sys.argv) > 3 else "2026-11-01"
for i in range(1, n + 1):
    lines = [text, "共同的行", f"段落 {i} of page {i}"]
    body = "\n".join(lines)
    digest = "sha256:" + hashlib.sha256(body.encode()).hexdigest()
    print(json.dumps({
        "record": "article", "schema": 1, "url": f"http://a.example/{i}",
        "fetched_at": f"{date}T00:00:00Z", "http_status": 200, "payload_digest": digest,
        "page_kind": "article", "title": f"标题{i}", "language": "zh-Hans",
        "authors": [{"name": "范李", "affiliation": "协和医院", "affiliation_grade": "三甲"}],
        "blocks": [{"type": "paragraph", "text": line} for line in lines],
        "related": [{"title": "标题1", "url": "http://a.example/1?utm_source=x",
                     "teaser": "腰脱压迫神经"}],
        "links": ["http://a.example/new"], "extractor": "0.1.0",
        "text": body, "sections": [{"heading": "", "level": 0, "text": body}],
        "removed": [{"rule": "phrase:了解详情", "at": 3, "text": "了解详情"}],
        "content_digest": digest, "word_count": 12}, ensure_ascii=False))
