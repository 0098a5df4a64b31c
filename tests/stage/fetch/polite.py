#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""polite.py - judge a crawler by the server's log

usage: polite.py LOG [ADDRESS]

Prints for each address (or the one): the smallest gap between two requests in milliseconds and the
most requests at a time, where a target with slow=S is taken to last S seconds.
"""
import sys
import urllib.parse

requests = {}
for line in open(sys.argv[1]):
    at, _, address, _, target, _ = line.split()
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(target).query)
    lasts = float(query.get("slow", ["0"])[0])
    requests.setdefault(address, []).append((float(at), lasts))
for address, asked in sorted(requests.items()):
    if len(sys.argv) > 2 and address != sys.argv[2]:
        continue
    asked.sort()
    gaps = [later[0] - earlier[0] for earlier, later in zip(asked, asked[1:])]
    most = max(sum(1 for at, lasts in asked if at <= now < at + lasts + 1e-6) for now, _ in asked)
    print(address, "gap", int(1000 * min(gaps)) if gaps else "-", "most", most)
