#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""predict.py TRUTH RECORDS > predictions

Makes the scorer's predictions of records that stand in the order of the truth:
one a page, whatever became of it."""
import json
import sys


def prediction(row, record):
    return {"id": row["id"], "title": record.get("title"),
            "author": [a["name"] for a in record.get("authors", []) if a.get("name")],
            "date": (record.get("date_published") or record.get("date_modified") or "")[:10],
            "body": record.get("text") or ""}


def main():
    with open(sys.argv[1], encoding="utf-8") as truth, open(sys.argv[2], encoding="utf-8") as lines:
        rows = [json.loads(line) for line in truth]
        records = [json.loads(line) for line in lines]
    records = [r for r in records if r["record"] not in ("run", "end")]
    if len(rows) != len(records):
        sys.exit("predict.py: %d pages, but %d records" % (len(rows), len(records)))
    for row, record in zip(rows, records):
        print(json.dumps(prediction(row, record), ensure_ascii=False))


if __name__ == "__main__":
    main()
