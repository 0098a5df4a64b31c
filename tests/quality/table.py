#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""table.py QUALITY FOLDER [NAME]

Scores the predictions FOLDER/SET.jsonl with QUALITY/score.py and prints them as
one row of the table in QUALITY/README.md, below the rows of the peers."""
import os
import sys

SETS = ["multilingual", "forum", "news", "snippets", "mixed"]


def scores(quality, folder):
    sys.path.insert(0, quality)
    import score

    def of(name, **only):
        truth = score.load(os.path.join(quality, "sets", name, "truth.jsonl"))
        for key, value in only.items():
            truth = [row for row in truth if row.get(key) == value]
        return score.score(truth, score.load(os.path.join(folder, name + ".jsonl")), nb=1)

    return of


def row(of):
    multi, zh = of("multilingual"), of("multilingual", lang_guess="zh")
    news, snippets = of("news"), of("snippets")
    mixed, articles = of("mixed"), of("mixed", type="article")

    def f(value):
        return ("%.3f" % value).lstrip("0")

    return [
        "%s (%s)" % (f(multi["bow_f1"]), f(zh["bow_f1"])),
        f(of("forum")["bow_f1"]),
        "%s / %s (%.2f)" % (f(news["bow_f1"]), f(news["author_f1"]), news["author_fp"]),
        "%s / %s / %s (%.2f) / %s" % (f(snippets["snip_f1"]), f(snippets["title_norm"]),
                                     f(snippets["author_f1"]), snippets["author_fp"],
                                     f(snippets["date_exact"])),
        "%s (%s) / %s / %s / %s / %s" % (f(mixed["bow_f1"]), f(articles["bow_f1"]),
                                        f(mixed["snip_f1"]), f(mixed["title_norm"]),
                                        f(mixed["author_f1"]), f(mixed["date_exact"]))]


def main():
    quality, folder = sys.argv[1], sys.argv[2]
    name = sys.argv[3] if len(sys.argv) > 3 else "winnow"
    with open(os.path.join(quality, "README.md"), encoding="utf-8") as readme:
        for line in readme:
            if line.startswith("| peer") or line.count("|") > 6:
                print(line.rstrip())
    print("| **%s** | %s |" % (name, " | ".join(row(scores(quality, folder)))))


if __name__ == "__main__":
    main()
