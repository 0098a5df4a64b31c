#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""tls_server.py DIR: a server of HTTPS on 127.0.0.2 to 127.0.0.7, all with one port, which is
printed.  Each address has the certificate DIR/N.pem with its key; one without speaks plain HTTP,
and where DIR/N.cut is, connections are closed at once.  Ends with the standard input."""
import http.server
import os
import ssl
import sys
import threading

PAGE = b"<!DOCTYPE html><title>t</title><h1>t</h1><p>A page that came over a trusted connection."


class Page(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        found = self.path != "/robots.txt"
        body = PAGE if found else b""
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Server(http.server.ThreadingHTTPServer):
    def __init__(self, n, port):
        self.is_cut = os.path.exists("%d.cut" % n)
        self.context = None
        if os.path.exists("%d.pem" % n):
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain("%d.pem" % n, "%d.key" % n)
        super().__init__(("127.0.0.%d" % n, port), Page)

    def finish_request(self, request, client_address):
        if self.is_cut:
            return
        if self.context:
            request = self.context.wrap_socket(request, server_side=True)
        super().finish_request(request, client_address)

    def handle_error(self, request, client_address):
        pass


def main():
    os.chdir(sys.argv[1])
    first = Server(2, 0)
    port = first.server_address[1]
    for server in [first] + [Server(n, port) for n in range(3, 8)]:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print(port, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
