#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""outcomes.py - what an archive of winnow-fetch says became of each request, strictly read

usage: outcomes.py [FILE...]   (standard input without one; gzip is understood)

Prints, sorted, one line a record: target URI (or "end"), kind, word, extras, tab-separated.
  response  status       truncated=..., length=...
  revisit   profile's last word
  outcome   outcome      detail; retry_at=..., http_status=...
  note      -            the members of a request note
  end       -            in=..., out=..., rejected=...
Ends with status 1, and a line on stderr, on anything that is not WARC/1.1 to the letter.
"""
import gzip
import hashlib
import sys


def die(message):
    sys.exit("outcomes.py: " + message)


def records(data):
    at = 0
    while at < len(data):
        end = data.find(b"\r\n\r\n", at)
        lines = data[at:end].decode("utf-8").split("\r\n")
        if end < 0 or lines[0] != "WARC/1.1":
            die("no record at byte %d" % at)
        fields = {}
        for line in lines[1:]:
            name, _, value = line.partition(": ")
            fields[name.lower()] = value
        length = int(fields["content-length"])
        block = data[end + 4:end + 4 + length]
        if data[end + 4 + length:end + 8 + length] != b"\r\n\r\n":
            die("the record at byte %d has a wrong length" % at)
        for name in ("warc-record-id", "warc-date", "warc-type", "content-type"):
            if name not in fields and length > 0:
                die("the record at byte %d has no %s" % (at, name))
        yield fields, block
        at = end + 8 + length


def digest_of(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def check_digests(fields, block):
    if fields.get("warc-block-digest", digest_of(block)) != digest_of(block):
        die("a wrong block digest: " + fields["warc-record-id"])
    payload = block.split(b"\r\n\r\n", 1)[-1]
    if fields["warc-type"] == "response" and fields.get("warc-payload-digest") != digest_of(payload):
        die("a wrong payload digest: " + fields["warc-record-id"])


def members(block):
    out = {}
    for line in block.decode("utf-8").split("\r\n"):
        name, _, value = line.partition(": ")
        if name:
            out[name] = out[name] + " " + value if name in out else value
    return out


def extras(out, *names):
    return " ".join("%s=%s" % (n, out[n]) for n in names if n in out)


def describe(fields, block):
    kind, uri = fields["warc-type"], fields.get("warc-target-uri", "-")
    if kind == "response":
        head, _, body = block.partition(b"\r\n\r\n")
        status = head.split(b" ")[1].decode()
        more = "length=%d" % len(body)
        if "warc-truncated" in fields:
            more += " truncated=" + fields["warc-truncated"]
        return uri, "response", status, more
    if kind == "revisit":
        return uri, "revisit", fields["warc-profile"].rsplit("/", 1)[1], ""
    if kind == "request":
        return uri, "request", block.split(b" ")[0].decode(), ""
    if kind == "warcinfo":
        return "warcinfo", kind, "-", extras(members(block), "winnow-program")
    note = members(block)
    what = note.get("winnow-record")
    if what == "end":
        return "end", "end", "-", extras(note, "in", "out", "rejected")
    if what == "outcome":
        more = extras(note, "http_status", "retry_at", "input", "requested_url")
        return note.get("url", uri), "outcome", note["outcome"], note.get("detail", "") + " " + more
    return uri, "note", "-", extras(note, "requested_url", "redirects", "via", "depth")


def main():
    lines = []
    for name in sys.argv[1:] or ["/dev/stdin"]:
        with open(name, "rb") as file:
            data = file.read()
        if data[:2] == b"\x1f\x8b":
            data = gzip.decompress(data)
        for fields, block in records(data):
            check_digests(fields, block)
            lines.append("\t".join(describe(fields, block)).rstrip())
    print("\n".join(sorted(lines)))


main()
