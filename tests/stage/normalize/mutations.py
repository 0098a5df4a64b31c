#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# mutations.py - records with damaged texts, the same ones for one seed: mutations.py SEED < RECORDS
import json
import random
import sys

# What text repair, rules and structure look for, and what hides it.
ODD = [
    "\u200b", "\ufeff", "\u00a0", "\u3000", " ", "  ", "\n", "\t", "\x7f", "\u0001", "\u00ad",
    "\u202e", "\ufffd", "**", "*", "&amp;", "&#8203;", "&amp;nbsp;", "e\u0301", "\u212b",
    "\U0001f468\u200d\U0001f469", "葛\U000e0100", "１", "Ａ", "，", "。", "…", ".", "!", "？", "①",
    "É»", "â€", "Ã©", "锛", "銆", "锟斤拷", "浣犲ソ", "\\", '"', "一、", "（二）", "1. ", "；2. ",
    "了解详情", "免费咨询", "了解\u200b详情", "责任编辑：", "_健康", " | ", "10⁹/L", "60°-70°",
    "½片",
]
KEPT = ("record", "type", "url", "fetched_at", "page_kind")


def damage(text):
    for _ in range(random.choice([0, 0, 1, 2, 3])):
        at = random.randrange(len(text) + 1)
        end = min(len(text), at + random.choice([0, 0, 0, 1, 5, 40]))
        text = text[:at] + random.choice(ODD) + text[end:]
    return text


def walk(value, key):
    if isinstance(value, str):
        return value if key in KEPT else damage(value)
    if isinstance(value, list):
        return [walk(item, key) for item in value]
    if isinstance(value, dict):
        return {name: walk(item, name) for name, item in value.items()}
    return value


random.seed(int(sys.argv[1]))
for line in sys.stdin:
    print(json.dumps(walk(json.loads(line), ""), ensure_ascii=random.random() < 0.5))
