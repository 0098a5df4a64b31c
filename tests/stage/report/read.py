#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# read.py - what a report says, for tests
#
# usage: read.py figures FILE            the figures of the head: name and number, a line each
#        read.py table FILE SECTION [N]  the Nth table of a section: cells divided by tabs
#        read.py texts FILE SECTION      the texts of a section, a line each
#        read.py foreign FILE            what the page would load, run, or link to other than http
import html.parser
import sys

VOID = {"meta", "link", "img", "br", "hr", "input", "path", "rect"}


class Reader(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.path, self.section, self.foreign = [], None, []
        self.texts, self.tables, self.figures = {}, {}, []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "section":
            self.section = attributes["id"]
            self.texts[self.section], self.tables[self.section] = [], []
        if tag == "table":
            self.tables[self.section].append([])
        if tag == "tr":
            self.tables[self.section][-1].append([])
        if tag in ("td", "th"):
            self.tables[self.section][-1][-1].append("")
        if tag == "li" and "header" in self.path:
            self.figures.append("")
        if tag in ("script", "link", "img", "iframe", "object", "embed", "form", "base", "use"):
            self.foreign.append(tag)
        for name, value in attributes.items():
            if name.startswith("on") or name in ("src", "srcset", "action", "data", "xlink:href"):
                self.foreign.append(f"{tag} {name}={value}")
            if name == "href" and not value.startswith(("#", "http://", "https://")):
                self.foreign.append(f"{tag} {name}={value}")
            if name == "href" and value[0] != "#" and attributes.get("rel") != "noreferrer":
                self.foreign.append(f"{tag} {value} without rel")
        if tag not in VOID:
            self.path.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            opened = self.path.pop()
            assert opened == tag, f"{opened} ends as {tag}"
        if tag == "section":
            self.section = None

    def handle_data(self, data):
        if self.path and self.path[-1] == "style" and ("url(" in data or "@import" in data):
            self.foreign.append("style")
        if "li" in self.path and "header" in self.path:
            self.figures[-1] += data
        if self.section and data.strip():
            self.texts[self.section].append(data.strip())
        if "td" in self.path or "th" in self.path:
            self.tables[self.section][-1][-1][-1] += data


what, file = sys.argv[1:3]
reader = Reader()
with open(file, encoding="utf-8") as page:
    reader.feed(page.read())
assert not reader.path, f"not closed: {reader.path}"
if what == "figures":
    print("\n".join(reader.figures))
elif what == "table":
    for row in reader.tables[sys.argv[3]][int(sys.argv[4]) - 1 if len(sys.argv) > 4 else 0]:
        print("\t".join(row))
elif what == "texts":
    print("\n".join(reader.texts[sys.argv[3]]))
else:
    print("\n".join(reader.foreign))
