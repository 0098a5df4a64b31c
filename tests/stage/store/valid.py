#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# valid.py - whether each line of a file is what a JSON Schema says: valid.py SCHEMA FILE...
#
# Prints the first fault of each file that has one.
import json
import sys

import jsonschema

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            fault = next(validator.iter_errors(json.loads(line)), None)
            if fault:
                print(f"{path}:{number}: {fault.message}")
                break
