#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""night_scrapy.py - the pipeline that bench-night compares with: Scrapy, readability-lxml, sqlite3

usage: night_scrapy.py DB URLS

Fetches the URLs in the file, robots.txt obeyed, and stores what readability takes for the title and
the text of each page, and of the others what went wrong. Commits every thousand pages, with the
journal and the syncs that winnow-store has.
"""
import sqlite3
import sys

import lxml.html
import scrapy
from readability import Document
from scrapy.crawler import CrawlerProcess

BATCH = 1000


class Shelf:
    """A Scrapy pipeline: items into the database."""

    def open_spider(self, spider):
        self.db = sqlite3.connect(spider.path)
        self.db.execute("PRAGMA journal_mode = DELETE")
        self.db.execute("PRAGMA synchronous = FULL")
        self.db.execute("CREATE TABLE article (url TEXT PRIMARY KEY, title TEXT, text TEXT, status)")
        self.waiting = 0

    def process_item(self, item, spider):
        self.db.execute("INSERT OR REPLACE INTO article VALUES (:url, :title, :text, :status)", item)
        self.waiting += 1
        if self.waiting == BATCH:
            self.db.commit()
            self.waiting = 0
        return item

    def close_spider(self, spider):
        self.db.commit()
        self.db.close()


class Articles(scrapy.Spider):
    name = "articles"
    path, urls = sys.argv[1], sys.argv[2]

    def start_requests(self):
        with open(self.urls) as lines:
            for line in lines:
                yield scrapy.Request(line.strip(), errback=self.failed)

    def parse(self, response):
        document = Document(response.text)
        body = lxml.html.fromstring(document.summary(html_partial=True))
        yield {"url": response.url, "title": document.short_title(),
               "text": body.text_content().strip(), "status": "ok"}

    def failed(self, failure):
        yield {"url": failure.request.url, "title": None, "text": None, "status": str(failure.value)}


process = CrawlerProcess({
    "LOG_LEVEL": "ERROR",
    "ROBOTSTXT_OBEY": True,
    "CONCURRENT_REQUESTS": 80,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 4,
    "DOWNLOAD_DELAY": 0,
    "TELNETCONSOLE_ENABLED": False,
    "COOKIES_ENABLED": False,
    "REQUEST_FINGERPRINTER_IMPLEMENTATION": "2.7",
    "ITEM_PIPELINES": {Shelf: 1},
})
process.crawl(Articles)
process.start()
