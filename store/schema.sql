-- schema.sql - the tables of a winnow database
--
-- Times are RFC 3339 texts in UTC, so that they sort.  What a record does not know is NULL.

PRAGMA application_id = 0x77696e6f; -- "wino"
PRAGMA user_version = 4;

-- The database itself: one row.
CREATE TABLE database (
	only INTEGER PRIMARY KEY CHECK (only = 1),
	id TEXT NOT NULL,                -- random; the first half of every cursor
	change INTEGER NOT NULL          -- number of the last change of an article; the second half
) STRICT;
INSERT INTO database VALUES (1, lower(hex(randomblob(16))), 0);

-- One stream of records that was loaded: a crawl's (by its UUID), or a file's (by its digest).
CREATE TABLE run (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE,       -- the UUID, or "sha256:..." of the input
	program TEXT,                    -- that opened the stream
	version TEXT,
	started TEXT,
	night TEXT,                      -- when the night began that the run is of
	stored_at TEXT NOT NULL,         -- of its first record
	state TEXT NOT NULL CHECK (state IN ('partial', 'ok')), -- ok when its end was seen
	n_records INTEGER NOT NULL DEFAULT 0, -- records of URLs, and lines that were none
	n_pruned INTEGER NOT NULL DEFAULT 0   -- of these, outcomes that --prune took away
) STRICT;

-- Every URL that is known: asked for, visited, or found on a page.
CREATE TABLE url (
	id INTEGER PRIMARY KEY,
	key TEXT NOT NULL UNIQUE,        -- without fragment and tracking parameters
	url TEXT NOT NULL,               -- as it was first met
	host TEXT NOT NULL,              -- with its port, where it has one
	site TEXT NOT NULL,              -- the registrable domain
	is_seed INTEGER NOT NULL DEFAULT 0,
	depth INTEGER NOT NULL,          -- links from a start page, along the shortest way
	via TEXT,                        -- the page that led here first
	found_at TEXT NOT NULL,
	visited_at TEXT,                 -- the last visit, whatever came of it
	class TEXT,                      -- and what came of it
	outcome TEXT,
	due_at TEXT NOT NULL,
	interval INTEGER NOT NULL DEFAULT 86400, -- seconds between visits
	etag TEXT,                       -- validators of the last good answer
	last_modified TEXT,
	payload_digest TEXT,
	extractor TEXT,                  -- the version that read that answer
	n_missing INTEGER NOT NULL DEFAULT 0, -- visits in a row that gave 404
	missing_at TEXT,                 -- the first of them
	alias_of INTEGER REFERENCES url (id), -- canonical URL or lasting redirection
	is_forgotten INTEGER NOT NULL DEFAULT 0 -- taken down: never fetched or stored again
) STRICT;
CREATE INDEX url_due ON url (due_at);
CREATE INDEX url_site ON url (site) WHERE is_seed;
CREATE INDEX url_alias ON url (alias_of) WHERE alias_of IS NOT NULL;

-- What became of a URL in a run.
CREATE TABLE outcome (
	run_id INTEGER NOT NULL REFERENCES run (id),
	url_id INTEGER NOT NULL REFERENCES url (id),
	occurrence INTEGER NOT NULL,     -- 1, or more where the run met the URL again
	class TEXT NOT NULL,
	outcome TEXT NOT NULL,
	stage TEXT,
	http_status INTEGER,
	detail TEXT,
	location TEXT,
	fetched_at TEXT,
	retry_at TEXT,
	stored_at TEXT NOT NULL,
	effect TEXT,                     -- on the URL's article: new, changed, reread (by other
	                                 -- rules), same or deleted; NULL: it has none
	PRIMARY KEY (run_id, url_id, occurrence)
) STRICT, WITHOUT ROWID;
CREATE INDEX outcome_url ON outcome (url_id);
CREATE INDEX outcome_stored ON outcome (stored_at);

-- The current state of each article (page kinds article and qa).
CREATE TABLE article (
	id INTEGER PRIMARY KEY,
	url_id INTEGER NOT NULL UNIQUE REFERENCES url (id),
	page_kind TEXT NOT NULL,
	title TEXT,
	site_name TEXT,
	language TEXT,
	date_published TEXT,
	date_modified TEXT,
	content_digest TEXT NOT NULL,
	simhash TEXT,
	word_count INTEGER,
	disclaimer TEXT,
	record TEXT NOT NULL,            -- the whole record as JSON, but for its related teasers
	n_versions INTEGER NOT NULL DEFAULT 1,
	stored_at TEXT NOT NULL,         -- first
	changed_at TEXT NOT NULL,        -- the current version came
	source_id INTEGER REFERENCES url (id), -- the page it was read from: url_id, or an alias of it
	site TEXT NOT NULL DEFAULT '',   -- as in url
	fetched_at TEXT,
	payload_digest TEXT,
	extractor TEXT,                  -- the version of winnow-parse
	rules TEXT,                      -- digest of the rules of winnow-normalize
	metadata_digest TEXT,            -- over title, authors, dates and the like
	text_length INTEGER NOT NULL DEFAULT 0, -- of the body, in bytes
	n_authors INTEGER NOT NULL DEFAULT 0,
	change INTEGER NOT NULL DEFAULT 0, -- number of its last change, for cursors
	first_change INTEGER NOT NULL DEFAULT 0, -- and of the first one: who read before it has none
	deleted TEXT,                    -- why it is gone: gone, missing, moved or forgotten
	deleted_at TEXT
) STRICT;
CREATE UNIQUE INDEX article_change ON article (change);
-- What the guard of winnow-export asks of each site.
CREATE INDEX article_site ON article (site, text_length, n_authors, change, source_id, deleted)
	WHERE deleted IS NULL;

-- Superseded versions of articles: the records as they were.
CREATE TABLE version (
	article_id INTEGER NOT NULL REFERENCES article (id),
	n INTEGER NOT NULL,              -- 1 is the oldest
	content_digest TEXT NOT NULL,
	record TEXT NOT NULL,
	replaced_at TEXT NOT NULL,
	cause TEXT NOT NULL DEFAULT 'source', -- what changed after it: source, or our own rules
	PRIMARY KEY (article_id, n)
) STRICT;

-- Hospitals and other employers of authors.
CREATE TABLE organization (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE,
	grade TEXT                       -- of a hospital (三甲)
) STRICT;

-- Authors, each once for each place and title.
CREATE TABLE person (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	job_title TEXT NOT NULL,         -- '' where it is unknown, here and below
	department TEXT NOT NULL,
	organization_id INTEGER NOT NULL REFERENCES organization (id),
	url TEXT,
	UNIQUE (name, job_title, department, organization_id)
) STRICT;

-- Who wrote which article, in the order of its byline.
CREATE TABLE article_author (
	article_id INTEGER NOT NULL REFERENCES article (id),
	position INTEGER NOT NULL,
	person_id INTEGER NOT NULL REFERENCES person (id),
	PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

-- The text of the current version by its headings; the lead has the heading ''.
CREATE VIEW section AS
	SELECT article.id AS article_id, key AS position, value ->> 'heading' AS heading,
		value ->> 'level' AS level, value ->> 'text' AS text
	FROM article, json_each(record, '$.sections');

-- Teasers repeat on every page of an author: each is stored once.
CREATE TABLE teaser (
	id INTEGER PRIMARY KEY,
	digest TEXT NOT NULL UNIQUE,
	title TEXT,
	url TEXT,
	record TEXT NOT NULL,            -- the member of `related`, as JSON
	key TEXT                         -- of its URL, as in url
) STRICT;
CREATE INDEX teaser_key ON teaser (key);

-- Which teasers an article shows, in their order.
CREATE TABLE article_teaser (
	article_id INTEGER NOT NULL REFERENCES article (id),
	position INTEGER NOT NULL,
	teaser_id INTEGER NOT NULL REFERENCES teaser (id),
	PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_teaser_teaser ON article_teaser (teaser_id);

-- Which article a teaser is of, where it is known.
CREATE VIEW related AS
	SELECT article_teaser.article_id, position, teaser.title, teaser.url,
		article.id AS related_article_id
	FROM article_teaser JOIN teaser ON teaser.id = teaser_id
	LEFT JOIN url ON url.key = teaser.key
	LEFT JOIN article ON article.url_id = coalesce(url.alias_of, url.id)
		AND article.deleted IS NULL;

-- Glossary cards that pages show beside their articles, each once.
CREATE TABLE term (
	id INTEGER PRIMARY KEY,
	term TEXT NOT NULL,
	definition TEXT NOT NULL,
	url TEXT,
	UNIQUE (term, definition)
) STRICT;

-- Which cards an article shows, in their order.
CREATE TABLE article_term (
	article_id INTEGER NOT NULL REFERENCES article (id),
	position INTEGER NOT NULL,
	term_id INTEGER NOT NULL REFERENCES term (id),
	PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

-- What normalize took out of the current version.
CREATE VIEW removed AS
	SELECT article.id AS article_id, key AS position, value ->> 'rule' AS rule,
		value ->> 'at' AS at, value ->> 'text' AS text
	FROM article, json_each(record, '$.removed');

-- Input that is no record of a URL, or could not be stored, kept as it came.
CREATE TABLE reject (
	run_id INTEGER NOT NULL REFERENCES run (id),
	n INTEGER NOT NULL,              -- the how manieth of its run
	reason TEXT NOT NULL,
	input TEXT,
	stored_at TEXT NOT NULL,
	line INTEGER,                    -- of the input, from 1
	PRIMARY KEY (run_id, n)
) STRICT;
