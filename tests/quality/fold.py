#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""fold.py QUALITY FOLDER

Joins the predictions FOLDER/SET.0 to SET.4 into FOLDER/SET.jsonl: each page's by
the weights that were learned without its site."""
import json
import os
import sys

from label import SETS, fold_of


def main():
    quality, folder = sys.argv[1], sys.argv[2]
    for name in SETS:
        with open(os.path.join(quality, "sets", name, "truth.jsonl"), encoding="utf-8") as truth:
            rows = [json.loads(line) for line in truth]
        folds = []
        for fold in range(5):
            with open(os.path.join(folder, "%s.%d" % (name, fold)), encoding="utf-8") as lines:
                folds.append(lines.read().splitlines())
        with open(os.path.join(folder, name + ".jsonl"), "w", encoding="utf-8") as out:
            for i, row in enumerate(rows):
                out.write(folds[fold_of(row)][i] + "\n")


if __name__ == "__main__":
    main()
