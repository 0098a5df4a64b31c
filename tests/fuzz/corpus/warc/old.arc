filedesc://x.arc 0.0.0.0 20140216050221 text/plain 9
1 0 IA
xx
http://a/b c 127.0.0.1 20140216050221 text/html 52
HTTP/1.1 200 OK
Content-Type: text/html

<p>hello
