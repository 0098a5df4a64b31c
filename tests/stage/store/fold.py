#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# fold.py - what a consumer of JSON Lines does with an export of changes: fold.py STATE CHANGES
#
# Brings the file STATE up to date and prints the causes of the tombstones.
import json
import sys

state, changes = sys.argv[1:]
lines = {}
for path in (state, changes):
    with open(path, "rb") as file:
        for line in file:
            record = json.loads(line)
            if record["record"] == "tombstone":
                lines.pop(record["url"].encode(), None)
                print(record["cause"])
            else:
                lines[record["url"].encode()] = line
with open(state, "wb") as file:
    for url in sorted(lines):
        file.write(lines[url])
