-- canonical.sql - what a database holds but for times, and numbers that the course of nights chooses
--
--   sqlite3 DB <tests/crawl/canonical.sql
--
-- Databases that saw the same sites print the same lines, one a row, as JSON.  Rows are named by
-- their URLs; left out are ids, times, intervals, counts of visits, numbers of changes, by which way
-- a page was reached, and whether a good one was sent once more.  Runs and outcomes are the history
-- of nights, which differ.

CREATE TEMP VIEW home AS
	SELECT article.id AS article_id, url.key FROM article JOIN url ON url.id = url_id;

SELECT json_array('url', url.key, url.url, url.host, url.site, url.is_seed, url.depth,
	iif(url.class IN ('ok', 'not-modified'), 'good', url.outcome), url.etag, url.last_modified, url.payload_digest, url.extractor, target.key,
	url.is_forgotten)
FROM url LEFT JOIN url AS target ON target.id = url.alias_of ORDER BY url.key;

SELECT json_array('article', home.key, source.key, page_kind, title, site_name, language,
	date_published, date_modified, content_digest, simhash, word_count, disclaimer, n_versions,
	article.site, article.payload_digest, article.extractor, rules, metadata_digest,
	text_length, n_authors, deleted, json_remove(record, '$.fetched_at', '$.depth', '$.via',
		'$.redirects', '$.requested_url'))
FROM article JOIN home ON home.article_id = article.id
	LEFT JOIN url AS source ON source.id = source_id ORDER BY home.key;

SELECT json_array('version', key, n, content_digest, cause, json_remove(record, '$.fetched_at',
	'$.depth', '$.via', '$.redirects', '$.requested_url'))
FROM version JOIN home USING (article_id) ORDER BY key, n;

SELECT json_array('section', key, position, level, heading, text)
FROM section JOIN home USING (article_id) ORDER BY key, position;

SELECT json_array('author', key, position, person.name, job_title, department, organization.name,
	grade, url)
FROM article_author JOIN home USING (article_id) JOIN person ON person.id = person_id
	JOIN organization ON organization.id = organization_id ORDER BY key, position;

SELECT json_array('teaser', home.key, position, title, url, teaser.key, digest, record)
FROM article_teaser JOIN home USING (article_id) JOIN teaser ON teaser.id = teaser_id
ORDER BY home.key, position;

SELECT json_array('term', key, position, term, definition, url)
FROM article_term JOIN home USING (article_id) JOIN term ON term.id = term_id
ORDER BY key, position;

SELECT json_array('removed', key, position, rule, at, text)
FROM removed JOIN home USING (article_id) ORDER BY key, position;
