#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""label.py QUALITY DUMP > labelled

Labels the segments of the development pages for training.  DUMP (dump.c) prints
a page's segments with their features.  The label is the share of a segment's
4-grams of tokens that stand in the true body; a segment too short for that is
looked for between its neighbours' places in the body.  Pages with snippets
instead of a body label only the segments that hold one.

Each sample is int32 fold, int32 page, float label, float tokens and the features
as floats, in the machine's order.  The fold (0 to 4) is a hash of the page's
registrable host, so that whole sites are held out together."""
import concurrent.futures
import hashlib
import json
import os
import re
import struct
import subprocess
import sys
from urllib.parse import urlparse

GRAM = 4
SETS = ["multilingual", "forum", "news", "snippets", "mixed"]


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip()


def fold_of(row):
    host = urlparse(row.get("url") or "").hostname or row["id"]
    site = ".".join(host.split(".")[-2:])
    return int(hashlib.md5(site.encode()).hexdigest(), 16) % 5


def grams(tokens):
    return [tuple(tokens[i:i + GRAM]) for i in range(len(tokens) - GRAM + 1)]


def by_body(texts, body):
    """Labels, and None where there are no tokens."""
    places = {}
    for i, gram in enumerate(grams(body)):
        places.setdefault(gram, []).append(i)
    labels, spans = [], []
    for tokens in texts:
        own = grams(tokens)
        hits = [g for g in own if g in places]
        long = len(tokens) >= GRAM + 2
        labels.append(len(hits) / len(own) if long else None)
        found = long and len(hits) > len(own) / 2
        spans.append((places[hits[0]][0], places[hits[-1]][-1] + GRAM) if found else None)
    return [label if label is not None else short_label(texts, spans, body, i)
            for i, label in enumerate(labels)]


def short_label(texts, spans, body, at):
    """Whether a short text stands where its neighbours say."""
    tokens = texts[at]
    if not tokens:
        return None
    before = next((s[1] for s in reversed(spans[:at]) if s), None)
    after = next((s[0] for s in spans[at + 1:] if s), None)
    slack = 3 * len(tokens) + 40
    if before is None and after is None:
        low, high = 0, len(body)
    elif before is None:
        low, high = max(0, after - slack), after + 5
    elif after is None:
        low, high = max(0, before - 5), before + slack
    else:
        low, high = max(0, min(before, after) - 5), min(max(before, after) + 5, before + 3000)
    window = body[low:high]
    return float(any(window[i:i + len(tokens)] == tokens
                     for i in range(len(window) - len(tokens) + 1)))


def by_snippets(texts, wanted, unwanted):
    labels = []
    for text in texts:
        text = squeeze(text)
        label = None
        if any(squeeze(s) in text for s in unwanted):
            label = 0.0
        if any(squeeze(s) in text for s in wanted):
            label = 1.0
        labels.append(label)
    return labels


def samples(job):
    quality, dump, name, row = job
    sys.path.insert(0, quality)
    import score
    page = os.path.join(quality, "sets", name, "pages", row["id"] + ".html")
    out = subprocess.run([dump, page, row.get("charset") or ""], capture_output=True, check=True)
    segments = [json.loads(line) for line in out.stdout.decode().split("\n") if line]
    texts = [[t.lower() for t in score.ctoks(s["text"])] for s in segments]
    if row.get("body"):
        labels = by_body(texts, [t.lower() for t in score.ctoks(row["body"])])
    else:
        labels = by_snippets([s["text"] for s in segments], row.get("with", []),
                             row.get("without", []))
    number = int(hashlib.md5((name + row["id"]).encode()).hexdigest()[:7], 16)
    return b"".join(
        struct.pack("=iiff%df" % len(s["f"]), fold_of(row), number, label, len(t), *s["f"])
        for s, t, label in zip(segments, texts, labels) if label is not None and t)


def main():
    quality, dump = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    jobs = []
    for name in SETS:
        with open(os.path.join(quality, "sets", name, "truth.jsonl"), encoding="utf-8") as truth:
            jobs += [(quality, dump, name, json.loads(line)) for line in truth]
    with concurrent.futures.ProcessPoolExecutor() as pool:
        for packed in pool.map(samples, jobs, chunksize=8):
            sys.stdout.buffer.write(packed)


if __name__ == "__main__":
    main()
