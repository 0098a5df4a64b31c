-- report_facts.sql - what the report is counted from: temporary tables beside the database
--
-- Run after temp.asked (site, nights, nights_before, fewest) has its one row: the site, or NULL for
-- all; how many nights are shown, and how many the last one is held against; and how many articles
-- say something about a site.

-- The nights, 1 is the oldest.  A run without a night is of the day on which it started, as its
-- stream says; a stream of others may say anything, so that a time after the run was stored, or
-- none, is that of storing.
CREATE TEMP VIEW run_of_night AS
	SELECT id AS run_id, state, coalesce(night, substr(iif(
		started GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*' AND started < stored_at,
		started, stored_at), 1, 10)) AS name
	FROM main.run;
CREATE TEMP TABLE night (
	n INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	n_runs INTEGER NOT NULL,
	n_partial INTEGER NOT NULL,      -- of these, without an end
	n_pages INTEGER NOT NULL DEFAULT 0, -- answers of servers
	seconds INTEGER NOT NULL DEFAULT 0  -- from the first to the last of each run, added up
);
INSERT INTO temp.night (n, name, n_runs, n_partial)
	SELECT row_number() OVER (ORDER BY name), name, n_runs, n_partial FROM (
		SELECT name, count(*) AS n_runs, sum(state = 'partial') AS n_partial
		FROM temp.run_of_night GROUP BY name
		ORDER BY name DESC LIMIT (SELECT nights FROM temp.asked));
CREATE TEMP VIEW last AS SELECT max(n) AS n FROM temp.night;

-- Which runs are of night n.  Outcomes are found by them (CROSS JOIN keeps SQLite from reading those
-- of all nights).
CREATE TEMP TABLE night_run (run_id INTEGER PRIMARY KEY, n INTEGER NOT NULL);
INSERT INTO temp.night_run SELECT run_id, n FROM temp.run_of_night JOIN temp.night USING (name);

-- The URLs that are asked about, and the articles.
CREATE TEMP VIEW asked_url AS
	SELECT id, url, host, site, alias_of FROM main.url
	WHERE (SELECT site FROM temp.asked) IS NULL OR site = (SELECT site FROM temp.asked);
CREATE TEMP VIEW asked_article AS
	SELECT * FROM main.article WHERE deleted IS NULL
	AND ((SELECT site FROM temp.asked) IS NULL OR site = (SELECT site FROM temp.asked));

-- What became of the addresses: each counts once a night, by the last outcome that is no duplicate
-- (columns beside a max() come from its row), and by the strongest effect on its article.  One that
-- moved is not deleted.
CREATE TEMP TABLE tally (
	n INTEGER NOT NULL,
	site TEXT NOT NULL,
	class TEXT NOT NULL,
	outcome TEXT NOT NULL,
	status INTEGER,                  -- of http-error
	effect TEXT,
	n_urls INTEGER NOT NULL,
	example INTEGER NOT NULL         -- one of the URLs
);
INSERT INTO temp.tally
	SELECT n, site, class, outcome, status, effect, count(*), min(url_id) FROM (
		SELECT n, url_id, class, outcome,
			iif(outcome = 'http-error', http_status, NULL) AS status,
			CASE
				WHEN sum(effect = 'new') > 0 THEN 'new'
				WHEN sum(effect = 'changed') > 0 THEN 'changed'
				WHEN sum(effect IN ('same', 'reread')) > 0 THEN 'unchanged'
				WHEN sum(effect = 'deleted' AND class <> 'redirected') > 0 THEN 'deleted'
			END AS effect,
			max(((class <> 'duplicate') << 62) | (run_id << 24) | min(occurrence, 0xffffff))
		FROM temp.night_run CROSS JOIN main.outcome USING (run_id) GROUP BY n, url_id)
	JOIN temp.asked_url ON asked_url.id = url_id
	GROUP BY n, site, class, outcome, status, effect;

UPDATE temp.night SET (n_pages, seconds) = (spans.n_pages, spans.seconds) FROM (
	SELECT n, sum(n_pages) AS n_pages, sum(last - first) AS seconds FROM (
		SELECT n, count(*) AS n_pages, min(unixepoch(fetched_at)) AS first,
			max(unixepoch(fetched_at)) AS last
		FROM temp.night_run CROSS JOIN main.outcome USING (run_id)
		JOIN temp.asked_url ON asked_url.id = url_id
		WHERE http_status > 0 AND fetched_at IS NOT NULL GROUP BY run_id)
	GROUP BY n) AS spans WHERE spans.n = night.n;

-- The tally by night, and that of the last night by site.
CREATE TEMP VIEW counted AS
	SELECT n, site, n_urls, class, effect, iif(class = 'ok', n_urls, 0) AS ok,
		iif(class = 'not-modified', n_urls, 0) AS not_modified,
		iif(class = 'redirected', n_urls, 0) AS redirected,
		iif(class = 'duplicate', n_urls, 0) AS duplicate,
		iif(class = 'denied', n_urls, 0) AS denied,
		iif(class = 'deferred', n_urls, 0) AS deferred,
		iif(class = 'failed', n_urls, 0) AS failed,
		iif(effect = 'new', n_urls, 0) AS new,
		iif(effect = 'changed', n_urls, 0) AS changed,
		iif(effect = 'unchanged', n_urls, 0) AS unchanged,
		iif(effect = 'deleted', n_urls, 0) AS deleted
	FROM temp.tally;
CREATE TEMP TABLE by_night AS
	SELECT n, name, n_runs, coalesce(sum(n_urls), 0) AS asked,
		coalesce(sum(ok), 0) AS ok, coalesce(sum(not_modified), 0) AS not_modified,
		coalesce(sum(redirected), 0) AS redirected, coalesce(sum(duplicate), 0) AS duplicate,
		coalesce(sum(denied), 0) AS denied, coalesce(sum(deferred), 0) AS deferred,
		coalesce(sum(failed), 0) AS failed, coalesce(sum(new), 0) AS new,
		coalesce(sum(changed), 0) AS changed, coalesce(sum(unchanged), 0) AS unchanged,
		coalesce(sum(deleted), 0) AS deleted,
		iif(seconds > 0, 100 * n_pages / seconds, NULL) AS speed -- hundredths
	FROM temp.night LEFT JOIN temp.counted USING (n) GROUP BY n;
CREATE TEMP TABLE by_site AS
	SELECT n, site, sum(n_urls) AS asked, sum(failed) AS failed, sum(deferred) AS deferred,
		sum(denied) AS denied, sum(deleted) AS deleted
	FROM temp.counted WHERE n >= (SELECT last.n - nights_before FROM temp.last, temp.asked)
	GROUP BY n, site;

-- How fast the hosts answered in the last night, as far as outcomes tell: between the answers of one
-- run; the time between runs is nobody's.
CREATE TEMP TABLE by_host AS
	SELECT host, sum(n_asked) AS n_asked, sum(n_answers) AS n_answers, sum(n_gaps) AS n_gaps,
		sum(seconds) AS seconds, sum(n_timeouts) AS n_timeouts, sum(n_deferred) AS n_deferred
	FROM (
		SELECT host, count(*) AS n_asked, count(at) AS n_answers,
			max(count(at) - 1, 0) AS n_gaps, coalesce(max(at) - min(at), 0) AS seconds,
			sum(outcome = 'timeout') AS n_timeouts, sum(class = 'deferred') AS n_deferred
		FROM (
			SELECT host, run_id, class, outcome,
				iif(http_status > 0, unixepoch(fetched_at), NULL) AS at
			FROM temp.night_run CROSS JOIN main.outcome USING (run_id)
			JOIN temp.asked_url ON asked_url.id = url_id
			WHERE n = (SELECT n FROM temp.last) AND class <> 'duplicate')
		GROUP BY host, run_id)
	GROUP BY host;

-- The articles that the last night brought.
CREATE TEMP TABLE fresh (article_id INTEGER PRIMARY KEY, effect TEXT NOT NULL);
INSERT INTO temp.fresh
	SELECT article.id, iif(sum(effect = 'new') > 0, 'new', 'changed')
	FROM temp.night_run CROSS JOIN main.outcome USING (run_id)
	JOIN temp.asked_url ON asked_url.id = outcome.url_id
	JOIN main.article ON article.url_id = coalesce(asked_url.alias_of, asked_url.id)
	WHERE n = (SELECT n FROM temp.last) AND effect IN ('new', 'changed') AND deleted IS NULL
	GROUP BY article.id;

-- Which fields an article has: 1, 0, or NULL where it is not known.  The age is 0 of articles that
-- are older than the last night, 1 of fresh ones, 2 of the versions that those had before.  Records
-- of versions have no teasers.
CREATE TEMP TABLE piece AS
	SELECT article.site AS site, fresh.article_id IS NOT NULL AS age,
		coalesce(title, '') <> '' AS title, n_authors > 0 AS authors,
		date_published IS NOT NULL AS published, date_modified IS NOT NULL AS modified,
		language IS NOT NULL AS language,
		EXISTS (SELECT 1 FROM main.article_teaser
			WHERE article_teaser.article_id = article.id) AS related,
		EXISTS (SELECT 1 FROM main.article_term
			WHERE article_term.article_id = article.id) AS terms,
		disclaimer IS NOT NULL AS disclaimer, text_length AS body
	FROM temp.asked_article AS article
	LEFT JOIN temp.fresh ON fresh.article_id = article.id;
INSERT INTO temp.piece
	SELECT article.site, 2, coalesce(version.record ->> '$.title', '') <> '',
		coalesce(json_array_length(version.record, '$.authors'), 0) > 0,
		version.record ->> '$.date_published' IS NOT NULL,
		version.record ->> '$.date_modified' IS NOT NULL,
		version.record ->> '$.language' IS NOT NULL, NULL,
		coalesce(json_array_length(version.record, '$.terms'), 0) > 0,
		version.record ->> '$.disclaimer' IS NOT NULL,
		coalesce(length(CAST(version.record ->> '$.text' AS BLOB)), 0)
	FROM temp.fresh JOIN main.article ON article.id = fresh.article_id
	JOIN main.version ON version.article_id = article.id AND version.n = n_versions - 1;

-- Of each site and field, its share in percent: of the articles as they are (stock), of those before
-- the last night (earlier), of those that it brought (fresh).  Of the body, the median length.
CREATE TEMP TABLE fill (
	site TEXT NOT NULL,
	field TEXT NOT NULL,
	stock INTEGER,
	earlier INTEGER,
	fresh INTEGER,
	is_drop INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (site, field)
) WITHOUT ROWID;
INSERT INTO temp.fill (site, field, stock, earlier, fresh)
	SELECT site, field, CAST(100 * avg(has) FILTER (WHERE age < 2) AS INTEGER),
		CAST(100 * avg(has) FILTER (WHERE age <> 1) AS INTEGER),
		CAST(100 * avg(has) FILTER (WHERE age = 1) AS INTEGER)
	FROM (
		SELECT site, age, 'title' AS field, title AS has FROM temp.piece
		UNION ALL SELECT site, age, 'authors', authors FROM temp.piece
		UNION ALL SELECT site, age, 'published', published FROM temp.piece
		UNION ALL SELECT site, age, 'modified', modified FROM temp.piece
		UNION ALL SELECT site, age, 'language', language FROM temp.piece
		UNION ALL SELECT site, age, 'related', related FROM temp.piece
		UNION ALL SELECT site, age, 'terms', terms FROM temp.piece
		UNION ALL SELECT site, age, 'disclaimer', disclaimer FROM temp.piece)
	GROUP BY site, field;
INSERT INTO temp.fill (site, field, stock, earlier, fresh)
	WITH chosen AS (
		SELECT 'stock' AS part, site, body FROM temp.piece WHERE age < 2
		UNION ALL SELECT 'earlier', site, body FROM temp.piece WHERE age <> 1
		UNION ALL SELECT 'fresh', site, body FROM temp.piece WHERE age = 1),
	ranked AS (
		SELECT part, site, body, count(*) OVER (PARTITION BY site, part) AS n,
			row_number() OVER (PARTITION BY site, part ORDER BY body) AS rank
		FROM chosen)
	SELECT site, 'body', max(body) FILTER (WHERE part = 'stock'),
		max(body) FILTER (WHERE part = 'earlier'), max(body) FILTER (WHERE part = 'fresh')
	FROM ranked WHERE rank = (n + 1) / 2 GROUP BY site;

-- A share that falls by a quarter of all articles, or a median that halves, is a drop, if there are
-- enough articles on both sides to say so.
CREATE TEMP TABLE fill_site AS
	SELECT site, count(*) FILTER (WHERE age < 2) AS n_stock,
		min(count(*) FILTER (WHERE age <> 1), count(*) FILTER (WHERE age = 1)) AS n_compared
	FROM temp.piece GROUP BY site;
UPDATE temp.fill SET is_drop = 1
	WHERE iif(field = 'body', fresh * 2 < earlier, earlier - fresh >= 25) AND site IN
		(SELECT site FROM temp.fill_site WHERE n_compared >= (SELECT fewest FROM temp.asked));

-- What stands out of the last night, beyond what store/suspicion.h judges: of a site or, without
-- one, of the night.
CREATE TEMP TABLE look (
	reason TEXT NOT NULL,
	site TEXT,
	field TEXT,
	now TEXT,
	earlier TEXT
);
INSERT INTO temp.look (reason, site, now, earlier)
	SELECT 'not-asked', site, '0', format('%,d', sum(asked) / count(*)) FROM temp.by_site
	WHERE n < (SELECT n FROM temp.last)
	AND site NOT IN (SELECT site FROM temp.by_site WHERE n = (SELECT n FROM temp.last))
	GROUP BY site HAVING count(*) >= 2 AND count(*) * 2 >=
		(SELECT min(nights_before, last.n - 1) FROM temp.asked, temp.last);
INSERT INTO temp.look (reason, site, now)
	SELECT 'gone', site, format('%,d', deleted) FROM temp.by_site
	WHERE n = (SELECT n FROM temp.last) AND deleted >= (SELECT fewest FROM temp.asked)
	AND deleted * 10 >= (SELECT n_stock FROM temp.fill_site
		WHERE fill_site.site = by_site.site UNION ALL SELECT 0 LIMIT 1);
INSERT INTO temp.look (reason, now)
	SELECT 'partial', format('%,d', n_partial) FROM temp.night
	WHERE n = (SELECT n FROM temp.last) AND n_partial > 0;
INSERT INTO temp.look (reason, now)
	SELECT 'rejects', format('%,d', count(*)) FROM temp.night_run CROSS JOIN main.reject USING (run_id)
	WHERE night_run.n = (SELECT n FROM temp.last) HAVING count(*) > 0;
INSERT INTO temp.look (reason, site, field, now, earlier)
	SELECT 'field', site, field, format('%,d', fresh) || iif(field = 'body', '', '%'),
		format('%,d', earlier) || iif(field = 'body', '', '%')
	FROM temp.fill WHERE is_drop;
