#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# rows.py - a table as a program that knows RFC 4180 reads it: rows.py FILE DELIMITER
#
# Prints each row as a JSON array of its fields.
import csv
import json
import sys

with open(sys.argv[1], encoding="utf-8", newline="") as file:
    for row in csv.reader(file, delimiter=sys.argv[2], strict=True):
        print(json.dumps(row, ensure_ascii=False, separators=(",", ":")))
