#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""hostile_server.py - an HTTP server that misbehaves on demand, and keeps a log of who asked when

usage: hostile_server.py LOG

Listens on 127.0.0.1 to 127.0.0.40, all on one free port, prints the port and serves until it is
killed. LOG gets a line for each request: seconds, connection, local address, status, target, and
"validators" or "-". The path says what happens, the address what kind of robots.txt there is.
"""
import gzip
import itertools
import os
import socket
import sys
import threading
import time
import urllib.parse
import zlib

ADDRESSES = 60
PAGE = b"<!DOCTYPE html><title>A page</title><p>Some text of the page.</p>\n"
connections = itertools.count(1)
log_lock = threading.Lock()
counts = {}


def log(line):
    with log_lock:
        LOG.write(line + "\n")
        LOG.flush()


def count(key):
    with log_lock:
        counts[key] = counts.get(key, 0) + 1
        return counts[key]


class Exchange:
    """One request and what is sent back."""

    def __init__(self, sock, number, head):
        self.sock, self.number = sock, number
        lines = head.decode("latin-1").split("\r\n")
        self.target = (lines[0].split(" ") + ["", ""])[1]
        self.fields = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            self.fields[name.strip().lower()] = value.strip()
        parts = urllib.parse.urlsplit(self.target)
        self.path = parts.path
        self.query = dict(urllib.parse.parse_qsl(parts.query))
        self.address = sock.getsockname()[0]
        self.port = sock.getsockname()[1]
        self.keep = True
        self.arrived = time.time()

    def note(self, status):
        asks = "if-none-match" in self.fields or "if-modified-since" in self.fields
        log("%.4f %d %s %s %s %s" % (self.arrived, self.number, self.address, status, self.target,
                                     "validators" if asks else "-"))

    def raw(self, data, status="raw"):
        self.note(status)
        self.sock.sendall(data)
        self.keep = False

    def send(self, status, body=b"", *fields, length=None):
        """A proper response, unless `length` says otherwise."""
        self.note(status.split(" ")[0])
        head = ["HTTP/1.1 " + status, "Content-Length: %d" % (len(body) if length is None else length)]
        if not any(f.lower().startswith("content-type") for f in fields):
            head.append("Content-Type: text/html; charset=utf-8")
        head += fields
        self.sock.sendall(("\r\n".join(head) + "\r\n\r\n").encode("latin-1") + body)
        if length is not None:
            self.keep = False


ROBOTS = {
    2: lambda x: x.send("404 Not Found"),
    3: lambda x: x.send("503 Service Unavailable"),
    4: lambda x: hang(x),
    5: lambda x: x.send("200 OK", b"User-agent: *\nCrawl-delay: 1\n", "Content-Type: text/plain"),
    6: lambda x: x.send("200 OK", b"User-agent: winnow\nDisallow: /private\nUser-agent: *\n"
                        b"Disallow: /\n", "Content-Type: text/plain", 'ETag: "r6"'),
    7: lambda x: x.send("200 OK", b"User-agent: *\nCrawl-delay: 3600\n", "Content-Type: text/plain"),
    8: lambda x: x.send("301 Moved", b"", "Location: /robots-1"),
    9: lambda x: x.send("429 Too Many Requests", b"", "Retry-After: 7"),
    10: lambda x: x.send("200 OK", b"#" * (500 << 10) + b"\nUser-agent: *\nDisallow: /\n",
                         "Content-Type: text/plain"),
    11: lambda x: x.send("200 OK", b"User-agent: *\nAllow: /\nSitemap: http://%s:%d/sitemap.xml\n"
                         % (x.address.encode(), x.port), "Content-Type: text/plain"),
    12: lambda x: x.send("301 Moved", b"", "Location: http://127.0.0.4:%d/hang" % x.port),
    13: lambda x: x.send("301 Moved", b"", "Location: /robots.txt"),
}
# A chain of hosts without end: each names a sitemap on the next.
for n in range(41, 60):
    ROBOTS[n] = lambda x, n=n: x.send("200 OK", b"Sitemap: http://127.0.0.%d:%d/sitemap.xml\n" % (n + 1, x.port),
                                      "Content-Type: text/plain")


def robots_hop(x):
    n = int(x.path.rsplit("-", 1)[1])
    if n < 6:
        x.send("301 Moved", b"", "Location: /robots-%d" % (n + 1))
    else:
        x.send("200 OK", b"User-agent: *\nDisallow: /private\n", "Content-Type: text/plain")


def hang(x):
    x.note("hang")
    time.sleep(60)
    x.keep = False


def drip(x):
    x.note("200")
    x.sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(60):
        x.sock.sendall(b"x")
        time.sleep(1)
    x.keep = False


def chunked(x):
    n = int(x.query.get("n", 10 << 20))
    x.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n", "200")
    while n > 0:
        x.sock.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")
        n -= 65536
    x.sock.sendall(b"0\r\n\r\n")


# Packed before the first question: on a busy machine it takes longer than clients wait.
BOMB = gzip.compress(b"\0" * (64 << 20), 6)
BOMB2 = gzip.compress(BOMB, 9)


def bomb(x):
    if x.path == "/bomb2":
        x.send("200 OK", BOMB2, "Content-Encoding: gzip, gzip")
    else:
        x.send("200 OK", BOMB, "Content-Encoding: gzip")


def header_flood(x):
    x.note("200")
    x.sock.sendall(b"HTTP/1.1 200 OK\r\n")
    for i in range(100000):
        x.sock.sendall(b"X-%d: " % i + b"a" * 200 + b"\r\n")


def conditional(x):
    if x.fields.get("if-none-match") == '"v1"':
        x.note("304")
        x.sock.sendall(b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\n\r\n')
    else:
        x.send("200 OK", PAGE, 'ETag: "v1"')


def slow_down(x):
    after = {"/r429": "2", "/rdate": time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + 3)),
             "/rlong": "3600", "/rforever": str(2**64 - 1), "/rages": str(2**63 - 1)}[x.path]
    if x.path in ("/r429", "/rdate") and count((x.address, x.path)) > 1:
        x.send("200 OK", PAGE)
    else:
        x.send("429 Too Many Requests", b"", "Retry-After: " + after)


def coded(x):
    text = PAGE * 50
    raw = zlib.compressobj(wbits=-15)
    body = {"gzip": lambda: gzip.compress(text), "deflate": lambda: zlib.compress(text),
            "raw": lambda: raw.compress(text) + raw.flush(),
            "bad": lambda: gzip.compress(b"")[:10] + b"\7" * 60}[x.query["c"]]()
    coding = {"raw": "deflate", "bad": "gzip"}.get(x.query["c"], x.query["c"])
    x.send("200 OK", body, "Content-Encoding: " + coding)


def status_page(x):
    x.send("%s Status" % x.query["s"], PAGE)


PATHS = {
    "/drip": drip,
    "/hang": hang,
    "/hang-header": lambda x: (x.raw(b"HTTP/1.1 200 OK\r\nContent-Ty", "200"), time.sleep(60)),
    "/hang-body": lambda x: (x.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf", "200"),
                             time.sleep(60)),
    "/chunked": chunked,
    "/bomb": bomb,
    "/bomb2": bomb,
    "/short": lambda x: x.send("200 OK", b"short", length=1000),
    "/long": lambda x: x.send("200 OK", PAGE + b"more than announced", length=len(PAGE)),
    "/close": lambda x: x.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "200"),
    "/bad-chunk": lambda x: x.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n", "200"),
    "/loop": lambda x: x.send("302 Found", b"", "Location: /loop"),
    "/loop-a": lambda x: x.send("302 Found", b"", "Location: /loop-b"),
    "/loop-b": lambda x: x.send("302 Found", b"", "Location: /loop-a"),
    "/chain": lambda x: x.send("302 Found", b"", "Location: /chain?n=%d" % (int(x.query.get("n", 0)) + 1)),
    "/to-file": lambda x: x.send("302 Found", b"", "Location: file:///etc/passwd"),
    "/to-nothing": lambda x: x.send("302 Found", b"", "Location: http://["),
    "/to-private": lambda x: x.send("302 Found", b"", "Location: http://10.255.255.1/"),
    "/to-disallowed": lambda x: x.send("302 Found", b"", "Location: http://127.0.0.6:%d/private/x" % x.port),
    "/moved": lambda x: x.send("301 Moved", b"", "Location: /page?moved"),
    "/header-flood": header_flood,
    "/nul": lambda x: x.send("200 OK", b"a\0b\0c"),
    "/http09": lambda x: x.raw(b"<html>no header</html>"),
    "/stacked": lambda x: x.send("200 OK", b"x", "Content-Encoding: " + ", ".join(["gzip"] * 8)),
    "/empty-answer": lambda x: x.raw(b""),
    "/conditional": conditional,
    "/r429": slow_down,
    "/rdate": slow_down,
    "/rlong": slow_down,
    "/rforever": slow_down,
    "/rages": slow_down,
    "/coded": coded,
    "/status": status_page,
    "/image": lambda x: x.send("200 OK", b"\x89PNG" * 1000, "Content-Type: image/png"),
    "/no-type": lambda x: x.send("200 OK", PAGE, "Content-Type:"),
    "/interim": lambda x: (x.sock.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
                           x.send("200 OK", PAGE)),
    "/large": lambda x: x.send("200 OK", PAGE * (int(x.query["n"]) // len(PAGE))),
}


def answer(x):
    if x.path == "/robots.txt":
        robots = ROBOTS.get(int(x.address.rsplit(".", 1)[1]))
        if robots:
            return robots(x)
        return x.send("404 Not Found")
    if x.path.startswith("/robots-"):
        return robots_hop(x)
    if x.path in PATHS:
        return PATHS[x.path](x)
    if "slow" in x.query:
        time.sleep(float(x.query["slow"]))
    return x.send("200 OK", PAGE)


def serve(sock):
    number = next(connections)
    data = b""
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        while True:
            while b"\r\n\r\n" not in data:
                more = sock.recv(65536)
                if not more:
                    return
                data += more
            head, _, data = data.partition(b"\r\n\r\n")
            x = Exchange(sock, number, head)
            answer(x)
            if not x.keep:
                return
    except (BrokenPipeError, ConnectionResetError, TimeoutError):
        pass
    finally:
        sock.close()


def accept(listener):
    while True:
        sock, _ = listener.accept()
        threading.Thread(target=serve, args=(sock,), daemon=True).start()


def listen():
    """The same free port on all addresses."""
    while True:
        listeners, port = [], 0
        try:
            for i in range(1, ADDRESSES + 1):
                one = socket.socket()
                one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                one.bind(("127.0.0.%d" % i, port))
                one.listen(512)
                port = one.getsockname()[1]
                listeners.append(one)
            return port, listeners
        except OSError:
            for one in listeners:
                one.close()


if __name__ == "__main__":
    LOG = open(sys.argv[1], "w")
    port, listeners = listen()
    for one in listeners:
        threading.Thread(target=accept, args=(one,), daemon=True).start()
    print(port, flush=True)
    os.set_inheritable(1, False)
    while True:
        time.sleep(3600)
