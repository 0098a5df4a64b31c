#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# hostile.py - records made to be expensive, N times something each: hostile.py N
import json
import sys

n = int(sys.argv[1])


def paragraphs(*texts):
    return {"blocks": [{"type": "paragraph", "text": text} for text in texts]}


def numbered(form):
    return [form % i for i in range(n)]


cases = [
    paragraphs("&" + "amp;" * n),
    paragraphs("**x " * n + "y" + "** z" * n),
    paragraphs("①休息；②理疗；" * n),
    paragraphs("Ã©ÃÂ©" * n),
    paragraphs("a" + "\u0301\u0323" * n),
    paragraphs("编辑编辑来源审核版权 " * n),
    paragraphs("\n".join(numbered("免责声明：本文第%d条内容仅供参考"))),
    paragraphs(*numbered("免责声明：本文第%d条内容仅供参考")),
    paragraphs(*numbered("一、病因 %d")),
    paragraphs(*["了解详情"] * n),
    {"title": "腰痛" + "_健康网" * n, "site_name": "健康网"},
    {"terms": [{"term": "腰痛", "definition": "\n".join(numbered("第 %d 行"))}]},
    {"terms": [{"term": "腰痛", "definition": "了解详情\n" + "\n".join(numbered("第 %d 行"))}]},
    {"authors": [{"name": "范李 " + "主治医师 教授 " * n}]},
    {"related": [{"title": "腰痛", "teaser": "短句。" + " 了解详情。" * n}]},
    {"removed": [{"rule": "x", "at": i, "text": "x"} for i in range(n)]},
    {"blocks": [{"type": "table", "rows": [["了解详情"] * 5] * n}]},
]
for i, case in enumerate(cases):
    print(json.dumps({"record": "article", "url": f"https://www.example.org/{i}",
                      "page_kind": "article", "title": "腰痛", **case}, ensure_ascii=False))
