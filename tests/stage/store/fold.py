#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# fold.py - what a consumer does with an export of changes: fold.py STATE CHANGES
#
# Brings the file STATE up to date and prints the causes of the tombstones. Both are lines of JSON,
# or CSV where their names end so.
import csv
import json
import re
import sys

# A row as RFC 4180 has it, with its line break.
ROW = re.compile(rb'(?:[^"\r\n]|"(?:[^"]|"")*")*\r\n')

state, changes = sys.argv[1:]
is_table = state.endswith(".csv")
lines, header = {}, b""
for path in (state, changes):
    with open(path, "rb") as file:
        parts = ROW.findall(file.read()) if is_table else file.readlines()
    if is_table:
        header = parts.pop(0)
        names = next(csv.reader([header.decode()]))
    for part in parts:
        if is_table:
            values = next(csv.reader(part.decode().splitlines(keepends=True)))
            record = dict(zip(names, values))
        else:
            record = json.loads(part)
        if record["record"] == "tombstone":
            lines.pop(record["url"].encode(), None)
            print(record["cause"])
        else:
            lines[record["url"].encode()] = part
with open(state, "wb") as file:
    file.write(header)
    for url in sorted(lines):
        file.write(lines[url])
