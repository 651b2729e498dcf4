-- What the articles that print the same post tell of each other: that it is the same post, though
-- cut or edited, and where its words begin.

-- For the program alone: clusters whose quotes must be asked anew whether they are one post.
CREATE TABLE stale_meetings (
  cluster TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

INSERT INTO stale_meetings SELECT DISTINCT cluster FROM wordings;

CREATE TRIGGER meeting_is_over AFTER DELETE ON quotes
WHEN old.wording IS NOT NULL AND old.post IS NOT NULL
BEGIN
  INSERT INTO stale_meetings SELECT cluster FROM wordings WHERE id = old.wording
    ON CONFLICT DO NOTHING;
END;

-- A quote meets others as soon as it has both: words that were compared, and a post.
CREATE TRIGGER meeting_begins AFTER UPDATE OF wording, post ON quotes
WHEN new.wording IS NOT NULL AND new.post IS NOT NULL
  AND (old.post IS NULL OR old.wording IS NOT new.wording)
BEGIN
  INSERT INTO stale_meetings SELECT cluster FROM wordings WHERE id IN (old.wording, new.wording)
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER meeting_moved AFTER UPDATE OF cluster ON wordings
BEGIN
  INSERT INTO stale_meetings VALUES (old.cluster), (new.cluster) ON CONFLICT DO NOTHING;
END;

CREATE TABLE corrections (
  quote_id TEXT NOT NULL PRIMARY KEY REFERENCES quotes (id) ON DELETE CASCADE,
  start_before INTEGER NOT NULL,
  start INTEGER NOT NULL,
  words TEXT NOT NULL,
  reason TEXT NOT NULL,
  n_articles INTEGER NOT NULL,
  confidence REAL NOT NULL
) STRICT, WITHOUT ROWID;

-- For the program alone: posts of which a printing came or went.
CREATE TABLE stale_readings (
  post TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

INSERT INTO stale_readings
  SELECT DISTINCT post FROM quotes WHERE post IS NOT NULL AND kind IN ('signature', 'embed');

CREATE TRIGGER printing_is_gone AFTER DELETE ON quotes
WHEN old.post IS NOT NULL AND old.kind IN ('signature', 'embed')
BEGIN
  INSERT INTO stale_readings VALUES (old.post) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER printing_moved AFTER UPDATE OF post ON quotes
WHEN old.post IS NOT new.post AND new.kind IN ('signature', 'embed')
BEGIN
  INSERT INTO stale_readings
    SELECT post FROM (SELECT old.post AS post UNION SELECT new.post) WHERE post IS NOT NULL
    ON CONFLICT DO NOTHING;
END;

DROP VIEW quotes_flat;

-- One row a quote. Name as printed there, words too, unless other articles correct where they begin;
-- the post's date, link and id as any place gave them.
CREATE VIEW quotes_flat AS
SELECT
  outlets.name AS outlet,
  articles.title,
  articles.published,
  articles.url AS article_url,
  quotes.platform,
  coalesce(quotes.author_name, posts.author_name) AS author_name,
  coalesce(quotes.handle, posts.handle) AS handle,
  quotes.speaker,
  quotes.speaker_name,
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
LEFT JOIN corrections ON corrections.quote_id = quotes.id;
