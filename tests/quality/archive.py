#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""archive.py SET > pages.warc

Wraps the pages of a development set (a folder with truth.jsonl and pages/) into
a WARC, each with the address and the character set that its truth row gives, as
a crawl would hand them over.  The order is that of truth.jsonl; a page without
an address gets one of its own."""
import json
import os
import sys
import uuid


def record(url, charset, body):
    content_type = "text/html" + ("; charset=" + charset if charset else "")
    head = "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n" % (
        content_type, len(body))
    block = head.encode("ascii", "replace") + body
    header = ("WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:%s>\r\n"
              "WARC-Date: 2026-11-01T00:00:00Z\r\nWARC-Target-URI: %s\r\n"
              "Content-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n" % (
                  uuid.uuid4(), url, len(block)))
    return header.encode("utf-8") + block + b"\r\n\r\n"


def main():
    folder = sys.argv[1]
    with open(os.path.join(folder, "truth.jsonl"), encoding="utf-8") as truth:
        for line in truth:
            row = json.loads(line)
            url = row.get("url") or "http://page-%s.invalid/" % row["id"]
            with open(os.path.join(folder, "pages", row["id"] + ".html"), "rb") as page:
                sys.stdout.buffer.write(record(url, row.get("charset"), page.read()))


if __name__ == "__main__":
    main()
