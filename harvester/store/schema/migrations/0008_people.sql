-- One article, however often it was scraped: the newest version counts, the older ones are kept.

ALTER TABLE articles ADD COLUMN identity TEXT;

ALTER TABLE articles ADD COLUMN seen_at TEXT;

CREATE INDEX articles_identity ON articles (identity) WHERE identity IS NOT NULL;

CREATE INDEX articles_given_id ON articles (given_id) WHERE given_id IS NOT NULL;

CREATE TABLE article_versions (
  id TEXT NOT NULL PRIMARY KEY,
  given_id TEXT,
  url TEXT,
  outlet TEXT,
  title TEXT,
  author TEXT,
  published TEXT,
  lang TEXT,
  source TEXT,
  length INTEGER NOT NULL,
  version TEXT NOT NULL,
  first_run TEXT NOT NULL REFERENCES runs (id),
  text TEXT,
  sketch BLOB,
  identity TEXT,
  seen_at TEXT,
  quotes TEXT NOT NULL,
  entities TEXT NOT NULL
) STRICT;

CREATE INDEX article_versions_identity ON article_versions (identity);

CREATE TABLE sightings (
  article_id TEXT NOT NULL,
  source TEXT NOT NULL,
  seen_at TEXT,
  PRIMARY KEY (article_id, source)
) STRICT, WITHOUT ROWID;

CREATE INDEX sightings_source ON sightings (source);

INSERT INTO sightings SELECT id, source, NULL FROM articles WHERE source IS NOT NULL;

-- For the program alone: articles of which a version came or went.
CREATE TABLE stale_identities (
  identity TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TRIGGER version_came AFTER INSERT ON articles WHEN new.identity IS NOT NULL
BEGIN
  INSERT INTO stale_identities VALUES (new.identity) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER version_went AFTER DELETE ON articles WHEN old.identity IS NOT NULL
BEGIN
  INSERT INTO stale_identities VALUES (old.identity) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER version_changed AFTER UPDATE OF identity, seen_at ON articles
WHEN new.identity IS NOT NULL
BEGIN
  INSERT INTO stale_identities VALUES (new.identity) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER older_version_changed AFTER UPDATE OF seen_at ON article_versions
BEGIN
  INSERT INTO stale_identities VALUES (new.identity) ON CONFLICT DO NOTHING;
END;

UPDATE articles SET identity = identity_of(
  url, given_id, (SELECT name FROM outlets WHERE outlets.id = outlet_id)
);

-- Whose words a quote has, over all articles: names and accounts that are one person's.

CREATE TABLE people (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL
) STRICT;

CREATE TABLE person_names (
  person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  evidence TEXT NOT NULL,
  n_quotes INTEGER NOT NULL,
  PRIMARY KEY (person, name, evidence)
) STRICT, WITHOUT ROWID;

-- What a user says of names, given with --people.
CREATE TABLE given_names (
  name TEXT NOT NULL PRIMARY KEY,
  person TEXT
) STRICT, WITHOUT ROWID;

ALTER TABLE quotes ADD COLUMN person TEXT REFERENCES people (id);

CREATE INDEX quotes_person ON quotes (person) WHERE person IS NOT NULL;

-- For the program alone: has a row if quotes came or went since people were settled.
CREATE TABLE stale_people (
  is_stale INTEGER NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

INSERT INTO stale_people SELECT 1 WHERE EXISTS (SELECT 1 FROM quotes);

CREATE TRIGGER person_came AFTER INSERT ON quotes
BEGIN
  INSERT INTO stale_people VALUES (1) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER person_went AFTER DELETE ON quotes
BEGIN
  INSERT INTO stale_people VALUES (1) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER words_changed_person AFTER UPDATE OF person ON quotes WHEN new.wording IS NOT NULL
BEGIN
  INSERT INTO stale_clusters SELECT cluster FROM wordings WHERE id = new.wording
    ON CONFLICT DO NOTHING;
END;

-- What corrections tell, and whose words they are, flows on to clusters.

ALTER TABLE clusters ADD COLUMN person TEXT;

ALTER TABLE clusters ADD COLUMN is_corrected INTEGER CHECK (is_corrected IN (0, 1));

ALTER TABLE cluster_members ADD COLUMN wording INTEGER;

INSERT INTO stale_clusters SELECT id FROM clusters WHERE true ON CONFLICT DO NOTHING;

CREATE TRIGGER correction_came AFTER INSERT ON corrections
BEGIN
  INSERT INTO stale_clusters SELECT cluster FROM wordings
    WHERE id = (SELECT wording FROM quotes WHERE quotes.id = new.quote_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER correction_went AFTER DELETE ON corrections
BEGIN
  INSERT INTO stale_clusters SELECT cluster FROM wordings
    WHERE id = (SELECT wording FROM quotes WHERE quotes.id = old.quote_id) ON CONFLICT DO NOTHING;
END;

DROP VIEW first_printed;

DROP VIEW reused;

DROP VIEW timeline;

DROP VIEW quotes_flat;

-- One row a quote. Name as printed there, words too, unless other articles correct where they begin;
-- the post's date, link and id as any place gave them.
CREATE VIEW quotes_flat AS
SELECT
  outlets.name AS outlet,
  articles.title,
  articles.published,
  articles.url AS article_url,
  articles.source,
  quotes.platform,
  coalesce(quotes.author_name, posts.author_name) AS author_name,
  coalesce(quotes.handle, posts.handle) AS handle,
  quotes.speaker,
  quotes.speaker_name,
  people.name AS person,
  coalesce(corrections.words, quotes.tidy) AS words,
  corrections.quote_id IS NOT NULL AS is_corrected,
  coalesce(posts.posted_at, quotes.posted_at) AS posted_at,
  coalesce(posts.url, quotes.url) AS link,
  quotes.kind,
  quotes.confidence,
  quotes.rule,
  quotes.start,
  quotes.stop,
  coalesce(posts.post_id, quotes.post_id) AS post_id,
  quotes.post,
  quotes.id AS quote_id,
  quotes.article_id
FROM quotes
JOIN articles ON articles.id = quotes.article_id
LEFT JOIN outlets ON outlets.id = articles.outlet_id
LEFT JOIN posts ON posts.id = quotes.post
LEFT JOIN people ON people.id = quotes.person
LEFT JOIN corrections ON corrections.quote_id = quotes.id;

-- One row a printing, the earliest first. Where only the day is known, all of that day are first.
CREATE VIEW timeline AS
WITH
  dated AS (
    SELECT
      printings.*,
      articles.published,
      articles.title,
      articles.url AS article_url,
      articles.source,
      outlets.name AS outlet,
      date(substr(articles.published, 1, 10)) AS day,
      CASE WHEN length(articles.published) > 10 THEN datetime(articles.published) END AS moment
    FROM printings
    JOIN articles ON articles.id = printings.article_id
    LEFT JOIN outlets ON outlets.id = articles.outlet_id
  ),
  compared AS (
    SELECT
      *,
      min(moment) OVER of_words AS first_moment,
      substr(min(moment || day) OVER of_words, 20) AS day_of_first_moment,
      min(CASE WHEN moment IS NULL THEN day END) OVER of_words AS first_day_without_time
    FROM dated
    WINDOW of_words AS (PARTITION BY cluster, post)
  )
SELECT
  compared.cluster,
  compared.post,
  coalesce(posts.platform, quotes.platform) AS platform,
  coalesce(posts.author_name, quotes.author_name) AS author_name,
  coalesce(posts.handle, quotes.handle) AS handle,
  coalesce(quotes.speaker_name, quotes.speaker) AS speaker,
  coalesce(people.name, speakers.name) AS person,
  coalesce(clusters.words, posts.text) AS words,
  coalesce(clusters.posted_at, posts.posted_at) AS posted_at,
  coalesce(posts.url, quotes.url) AS link,
  compared.published,
  compared.outlet,
  compared.title,
  compared.article_url,
  compared.source,
  CASE
    WHEN compared.day IS NULL THEN 0
    WHEN compared.moment IS NULL THEN compared.day = compared.first_day_without_time
      AND compared.day <= coalesce(compared.day_of_first_moment, compared.day)
    ELSE compared.moment = compared.first_moment
      AND compared.day <= coalesce(compared.first_day_without_time, compared.day)
  END AS is_first,
  CASE
    WHEN compared.moment IS NOT NULL
      AND compared.day_of_first_moment < coalesce(compared.first_day_without_time, '9999')
      THEN round(24 * (julianday(compared.moment) - julianday(compared.first_moment)), 4)
    ELSE 24.0 * max(0, julianday(compared.day) - julianday(min(
      coalesce(compared.day_of_first_moment, compared.first_day_without_time),
      coalesce(compared.first_day_without_time, compared.day_of_first_moment)
    )))
  END AS lag,
  -- The last moment of an article and the first of a post, wherever the clocks stood.
  (quotes.kind <> 'quotation' OR quotes.platform IS NOT NULL)
    AND julianday(compared.published) + CASE
      WHEN length(compared.published) <= 10 THEN 1.5
      WHEN compared.published GLOB '*[+-][0-9][0-9]:[0-9][0-9]' OR compared.published LIKE '%Z'
        THEN 59.0 / 86400
      ELSE 0.5 + 59.0 / 86400
    END <= CASE coalesce(quotes.posted_precision, clusters.posted_precision)
      WHEN 'day' THEN julianday(coalesce(quotes.posted_at, clusters.posted_at)) - 0.5
      WHEN 'days' THEN julianday(coalesce(quotes.posted_at, clusters.posted_at)) - 2
      ELSE julianday(coalesce(quotes.posted_at, clusters.posted_at))
    END IS TRUE AS is_before_post,
  quotes.kind,
  compared.relation,
  coalesce(corrections.words, quotes.tidy) AS printed_words,
  corrections.quote_id IS NOT NULL AS is_corrected,
  variants.difference,
  compared.copy_of,
  compared.likely_source,
  source_outlets.name AS likely_source_outlet,
  compared.article_id,
  compared.quote_id
FROM compared
JOIN quotes ON quotes.id = compared.quote_id
LEFT JOIN clusters ON clusters.id = compared.cluster
LEFT JOIN posts ON posts.id = compared.post
LEFT JOIN corrections ON corrections.quote_id = quotes.id
LEFT JOIN cluster_members ON cluster_members.quote_id = quotes.id
LEFT JOIN variants ON variants.wording = cluster_members.wording
LEFT JOIN people ON people.id = clusters.person
LEFT JOIN people AS speakers ON speakers.id = quotes.person
LEFT JOIN quotes AS sources ON sources.id = compared.likely_source
LEFT JOIN articles AS source_articles ON source_articles.id = sources.article_id
LEFT JOIN outlets AS source_outlets ON source_outlets.id = source_articles.outlet_id
ORDER BY compared.cluster, compared.post, compared.day IS NULL,
  coalesce(compared.moment, compared.day), compared.outlet, compared.article_id, quotes.start;

-- One row for the words, or the post, that two or more outlets printed. Windows, one at a time, and
-- no GROUP BY: so SQLite reads nothing else where a cluster or a post is given.
CREATE VIEW reused AS
WITH
  by_outlet AS (
    SELECT
      *,
      outlet IS NOT NULL AND 1 = row_number() OVER (
        PARTITION BY cluster, post, outlet ORDER BY is_first DESC, quote_id
      ) AS is_outlet
    FROM timeline
  ),
  by_article AS (
    SELECT
      *,
      1 = row_number() OVER (
        PARTITION BY cluster, post, article_id ORDER BY copy_of DESC, quote_id
      ) AS is_article
    FROM by_outlet
  ),
  summed AS (
    SELECT
      sum(is_outlet) OVER of_words AS n_outlets,
      sum(is_article) OVER of_words AS n_articles,
      sum(is_article AND copy_of IS NULL) OVER of_words AS n_independent,
      min(published) OVER of_words AS first_published,
      max(published) OVER of_words AS last_published,
      group_concat(CASE WHEN is_outlet AND is_first THEN outlet END, ', ') OVER of_words
        AS first_outlets,
      min(platform) OVER of_words AS platform,
      min(author_name) OVER of_words AS author_name,
      min(handle) OVER of_words AS handle,
      min(speaker) OVER of_words AS speaker,
      min(person) OVER of_words AS person,
      max(is_first AND is_before_post) OVER of_words AS is_before_post,
      words,
      posted_at,
      min(link) OVER of_words AS link,
      post,
      cluster,
      quote_id = min(quote_id) OVER of_words AS is_chosen
    FROM by_article
    WINDOW of_words AS (
      PARTITION BY cluster, post ORDER BY outlet, quote_id
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    )
  )
SELECT
  summed.n_outlets,
  summed.n_articles,
  summed.n_independent,
  clusters.n_wordings,
  summed.first_published,
  summed.last_published,
  summed.first_outlets,
  clusters.median_lag,
  summed.platform,
  summed.author_name,
  summed.handle,
  coalesce(summed.person, shown.speaker_name, shown.speaker, summed.speaker) AS speaker,
  summed.words,
  coalesce(clusters.is_corrected, 0) AS is_corrected,
  summed.posted_at,
  summed.is_before_post,
  summed.link,
  summed.post,
  summed.cluster
FROM summed
LEFT JOIN clusters ON clusters.id = summed.cluster
LEFT JOIN quotes AS shown ON shown.id = clusters.quote_id
WHERE summed.is_chosen AND summed.n_outlets > 1;

-- Who printed words first: one row for each article that nobody is known to be before.
CREATE VIEW first_printed AS
SELECT DISTINCT
  outlet, published, title, article_url, platform, author_name, handle, words, posted_at, link, post,
  article_id, cluster, is_before_post
FROM timeline
WHERE is_first;

-- What a person should look at, with both wordings, both places, and why it is said.
CREATE VIEW findings_flat AS
SELECT
  findings.kind,
  findings.detail,
  here.words,
  coalesce(here.speaker_name, here.author_name, here.speaker) AS name,
  here.outlet,
  here.published,
  here.title,
  here.article_url,
  there.words AS other_words,
  coalesce(there.author_name, there.speaker_name, there.speaker) AS other_name,
  there.handle AS other_handle,
  there.outlet AS other_outlet,
  there.published AS other_published,
  there.title AS other_title,
  there.article_url AS other_article_url,
  coalesce(there.posted_at, here.posted_at) AS posted_at,
  coalesce(there.link, here.link) AS link,
  CASE findings.kind
    WHEN 'misattribution' THEN 'The same words are said to be somebody else''s.'
    WHEN 'printed-before-posted' THEN 'The article is dated before the post in any time zone: its '
      || 'date is wrong, or it was changed later.'
    ELSE CASE there.kind
      WHEN 'embed' THEN 'The post is embedded with other words'
      ELSE 'The post is printed, with its signature, with other words'
    END || CASE WHEN here.kind = 'quotation' THEN ', and the article says that it quotes a post.'
      ELSE '.' END
  END AS why,
  findings.quote_id,
  findings.other_quote_id,
  findings.cluster
FROM findings
JOIN quotes_flat AS here ON here.quote_id = findings.quote_id
LEFT JOIN quotes_flat AS there ON there.quote_id = findings.other_quote_id;

-- What an older version of an article had and the newest has not, and the other way round.
CREATE VIEW article_changes AS
WITH
  older AS (
    SELECT
      article_versions.id AS version,
      article_versions.identity,
      article_versions.seen_at,
      article_versions.published,
      json_extract(quote.value, '$.kind') AS kind,
      coalesce(json_extract(quote.value, '$.handle'), json_extract(quote.value, '$.speaker_name'),
        json_extract(quote.value, '$.speaker')) AS who,
      json_extract(quote.value, '$.tidy') AS words,
      json_extract(quote.value, '$.folded') AS folded
    FROM article_versions, json_each(article_versions.quotes) AS quote
  )
SELECT 'gone' AS change, older.kind, older.who, older.words, older.seen_at, older.published,
  articles.title, articles.url AS article_url, older.version, articles.id AS article_id
FROM older
JOIN articles ON articles.identity = older.identity
WHERE NOT EXISTS (
  SELECT 1 FROM quotes
  WHERE quotes.article_id = articles.id AND quotes.kind = older.kind
    AND quotes.folded IS older.folded
)
UNION ALL
SELECT 'new', quotes.kind, coalesce(quotes.handle, quotes.speaker_name, quotes.speaker), quotes.tidy,
  article_versions.seen_at, article_versions.published, articles.title, articles.url,
  article_versions.id, articles.id
FROM article_versions
JOIN articles ON articles.identity = article_versions.identity
JOIN quotes ON quotes.article_id = articles.id
WHERE NOT EXISTS (
  SELECT 1 FROM older
  WHERE older.version = article_versions.id AND older.kind = quotes.kind
    AND older.folded IS quotes.folded
);
