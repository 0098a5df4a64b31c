#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""fetch_pages.py - pages of about 40 KB to be fetched by the bench

usage: fetch_pages.py FOLDER N

Writes FOLDER/page/0.html to FOLDER/page/N-1.html, the same in every run.
"""
import os
import random
import sys

folder, number = sys.argv[1], int(sys.argv[2])
source = random.Random(1)
words = ["".join(source.choice("aeioubcdfghklmnprstvw") for _ in range(source.randint(2, 9)))
         for _ in range(3000)]
paragraphs = ["<p>" + " ".join(source.choice(words) for _ in range(80)) + ".</p>\n" for _ in range(2000)]
os.makedirs(folder + "/page", exist_ok=True)
for i in range(number):
    source = random.Random(i)
    body = "".join(source.choice(paragraphs) for _ in range(source.randint(35, 105)))
    with open("%s/page/%d.html" % (folder, i), "w") as page:
        page.write("<!DOCTYPE html><html><head><title>Page %d</title></head><body>\n" % i)
        page.write(body + "</body></html>\n")
