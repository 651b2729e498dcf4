-- The database as harvester/store/migrations/ leaves it: a snapshot to read, made by
--     harvester schema --sql >db/schema.sql
-- db/README.md says what each table and view is for.
PRAGMA application_id = 1213355603;
PRAGMA user_version = 5;

CREATE TABLE runs (
  id TEXT NOT NULL PRIMARY KEY,
  version TEXT NOT NULL,
  arguments TEXT NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  status TEXT NOT NULL,
  articles INTEGER NOT NULL,
  replaced INTEGER NOT NULL,
  known INTEGER NOT NULL,
  quotes INTEGER NOT NULL,
  problems INTEGER NOT NULL
) STRICT;

CREATE TABLE inputs (
  path TEXT NOT NULL PRIMARY KEY,
  size INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL,
  version TEXT NOT NULL,
  articles INTEGER NOT NULL,
  position INTEGER NOT NULL,
  is_done INTEGER NOT NULL CHECK (is_done IN (0, 1)),
  run_id TEXT NOT NULL REFERENCES runs (id)
) STRICT;

CREATE TABLE problems (
  run_id TEXT NOT NULL REFERENCES runs (id),
  severity TEXT NOT NULL,
  code TEXT NOT NULL,
  source TEXT NOT NULL,
  message TEXT NOT NULL,
  PRIMARY KEY (code, source, message)
) STRICT;

CREATE TABLE outlets (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE articles (
  id TEXT NOT NULL PRIMARY KEY,
  given_id TEXT,
  url TEXT,
  outlet_id TEXT REFERENCES outlets (id),
  title TEXT,
  author TEXT,
  published TEXT,
  lang TEXT,
  source TEXT,
  length INTEGER NOT NULL,
  version TEXT NOT NULL,
  first_run TEXT NOT NULL REFERENCES runs (id),
  text TEXT
, sketch BLOB) STRICT;

CREATE INDEX articles_outlet ON articles (outlet_id);

CREATE TABLE accounts (
  id TEXT NOT NULL PRIMARY KEY,
  platform TEXT NOT NULL,
  handle TEXT NOT NULL,
  name TEXT
) STRICT;

CREATE TABLE posts (
  id TEXT NOT NULL PRIMARY KEY,
  platform TEXT NOT NULL,
  post_id TEXT,
  url TEXT,
  account_id TEXT REFERENCES accounts (id),
  author_name TEXT,
  handle TEXT,
  text TEXT,
  posted_at TEXT,
  posted_precision TEXT
) STRICT;

CREATE INDEX posts_account ON posts (account_id);

CREATE TABLE quotes (
  id TEXT NOT NULL PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  post TEXT REFERENCES posts (id),
  kind TEXT NOT NULL,
  rule TEXT NOT NULL,
  platform TEXT,
  post_id TEXT,
  url TEXT,
  author_name TEXT,
  handle TEXT,
  speaker TEXT,
  text TEXT,
  tidy TEXT,
  folded TEXT,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  body_start INTEGER,
  body_end INTEGER,
  tail_start INTEGER,
  tail_end INTEGER,
  attribution_start INTEGER,
  attribution_end INTEGER,
  speaker_start INTEGER,
  speaker_end INTEGER,
  cue_start INTEGER,
  cue_end INTEGER,
  printed_date TEXT,
  posted_at TEXT,
  posted_precision TEXT,
  is_date_confirmed INTEGER CHECK (is_date_confirmed IN (0, 1)),
  lang TEXT,
  confidence REAL NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL
, runner_up INTEGER, speaker_name TEXT, is_speaker_inferred INTEGER CHECK (is_speaker_inferred IN (0, 1)), post_quote_id TEXT, wording INTEGER REFERENCES wordings (id)) STRICT;

CREATE INDEX quotes_article ON quotes (article_id);

CREATE INDEX quotes_post ON quotes (post, article_id) WHERE post IS NOT NULL;

CREATE INDEX quotes_unsettled ON quotes (platform)
  WHERE post IS NULL AND kind <> 'quotation' AND platform IS NOT NULL;

CREATE TABLE entities (
  quote_id TEXT NOT NULL REFERENCES quotes (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (quote_id, kind, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE post_keys (
  key TEXT NOT NULL,
  quote_id TEXT NOT NULL REFERENCES quotes (id) ON DELETE CASCADE,
  PRIMARY KEY (key, quote_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX post_keys_quote ON post_keys (quote_id);

CREATE TABLE stale_posts (
  post TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TRIGGER quote_is_gone AFTER DELETE ON quotes WHEN old.post IS NOT NULL
BEGIN
  INSERT INTO stale_posts VALUES (old.post) ON CONFLICT DO NOTHING;
END;

CREATE VIEW timeline AS
SELECT
  printed.post,
  posts.platform,
  posts.author_name,
  posts.handle,
  posts.text AS words,
  posts.posted_at,
  posts.url AS link,
  articles.published,
  outlets.name AS outlet,
  articles.title,
  articles.url AS article_url,
  printed.article_id
FROM (SELECT DISTINCT post, article_id FROM quotes WHERE post IS NOT NULL) AS printed
JOIN posts ON posts.id = printed.post
JOIN articles ON articles.id = printed.article_id
LEFT JOIN outlets ON outlets.id = articles.outlet_id
ORDER BY printed.post, articles.published IS NULL, datetime(articles.published), outlets.name,
  printed.article_id;

CREATE VIEW reused AS
SELECT
  count(DISTINCT outlet) AS n_outlets,
  count(*) AS n_articles,
  min(published) AS first_published,
  max(published) AS last_published,
  platform,
  author_name,
  handle,
  words,
  posted_at,
  link,
  post
FROM timeline
GROUP BY post
HAVING count(DISTINCT outlet) > 1;

CREATE VIEW first_printed AS
WITH
  printed AS (
    SELECT
      *,
      substr(published, 1, 10) AS day,
      CASE WHEN length(published) > 10 THEN datetime(published) END AS moment
    FROM timeline
    WHERE published IS NOT NULL
  ),
  compared AS (
    SELECT
      *,
      min(day) OVER of_post AS first_day,
      min(moment) OVER of_post AS first_moment,
      min(CASE WHEN moment IS NULL THEN day END) OVER of_post AS first_day_without_time
    FROM printed
    WINDOW of_post AS (PARTITION BY post)
  )
SELECT
  outlet, published, title, article_url, platform, author_name, handle, words, posted_at, link, post,
  article_id
FROM compared
WHERE CASE
  WHEN moment IS NULL THEN day = first_day
  ELSE moment = first_moment AND day <= coalesce(first_day_without_time, day)
END;

CREATE INDEX quotes_speaker ON quotes (speaker_name) WHERE speaker_name IS NOT NULL;

CREATE INDEX quotes_from_post ON quotes (post_quote_id) WHERE post_quote_id IS NOT NULL;

CREATE TABLE wordings (
  id INTEGER NOT NULL PRIMARY KEY,
  skeleton TEXT NOT NULL,
  account TEXT,
  cluster TEXT NOT NULL
) STRICT;

CREATE INDEX wordings_cluster ON wordings (cluster);

CREATE INDEX quotes_wording ON quotes (wording) WHERE wording IS NOT NULL;

CREATE TABLE postings (
  fingerprint INTEGER NOT NULL,
  wording INTEGER NOT NULL,
  PRIMARY KEY (fingerprint, wording)
) STRICT, WITHOUT ROWID;

CREATE TABLE matches (
  shorter INTEGER NOT NULL,
  longer INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  likeness REAL NOT NULL,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  changes TEXT,
  is_joined INTEGER NOT NULL CHECK (is_joined IN (0, 1)),
  PRIMARY KEY (shorter, longer)
) STRICT, WITHOUT ROWID;

CREATE INDEX matches_longer ON matches (longer);

CREATE TABLE untraced_quotes (
  quote_id TEXT NOT NULL PRIMARY KEY REFERENCES quotes (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TRIGGER quote_is_new AFTER INSERT ON quotes WHEN new.folded IS NOT NULL
BEGIN
  INSERT INTO untraced_quotes VALUES (new.id);
END;

CREATE TABLE stale_wordings (
  wording INTEGER NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE stale_clusters (
  cluster TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TRIGGER words_are_gone AFTER DELETE ON quotes WHEN old.wording IS NOT NULL
BEGIN
  INSERT INTO stale_wordings VALUES (old.wording) ON CONFLICT DO NOTHING;
  INSERT INTO stale_clusters SELECT cluster FROM wordings WHERE id = old.wording
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER words_moved AFTER UPDATE OF wording, post ON quotes WHEN new.wording IS NOT NULL
BEGIN
  INSERT INTO stale_clusters SELECT cluster FROM wordings WHERE id = new.wording
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER wording_moved AFTER UPDATE OF cluster ON wordings
BEGIN
  INSERT INTO stale_clusters VALUES (old.cluster), (new.cluster) ON CONFLICT DO NOTHING;
END;

CREATE TABLE clusters (
  id TEXT NOT NULL PRIMARY KEY,
  quote_id TEXT NOT NULL,
  words TEXT NOT NULL,
  first_outlets TEXT,
  first_published TEXT,
  posted_at TEXT,
  posted_precision TEXT,
  is_post_later INTEGER CHECK (is_post_later IN (0, 1)),
  n_quotes INTEGER NOT NULL,
  n_articles INTEGER NOT NULL,
  n_independent INTEGER NOT NULL,
  n_outlets INTEGER NOT NULL,
  n_wordings INTEGER NOT NULL,
  median_lag REAL
) STRICT;

CREATE TABLE variants (
  wording INTEGER NOT NULL PRIMARY KEY REFERENCES wordings (id) ON DELETE CASCADE,
  cluster TEXT NOT NULL REFERENCES clusters (id) ON DELETE CASCADE,
  parent INTEGER,
  relation TEXT NOT NULL,
  likeness REAL NOT NULL,
  quote_id TEXT NOT NULL,
  words TEXT NOT NULL,
  difference TEXT,
  n_quotes INTEGER NOT NULL,
  n_articles INTEGER NOT NULL
) STRICT;

CREATE INDEX variants_cluster ON variants (cluster);

CREATE TABLE cluster_members (
  quote_id TEXT NOT NULL PRIMARY KEY REFERENCES quotes (id) ON DELETE CASCADE,
  cluster TEXT NOT NULL REFERENCES clusters (id) ON DELETE CASCADE,
  relation TEXT NOT NULL,
  is_first INTEGER NOT NULL CHECK (is_first IN (0, 1)),
  lag REAL,
  lag_precision TEXT,
  copy_of TEXT,
  likely_source TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX cluster_members_cluster ON cluster_members (cluster);

CREATE TABLE findings (
  cluster TEXT NOT NULL REFERENCES clusters (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  quote_id TEXT NOT NULL REFERENCES quotes (id) ON DELETE CASCADE,
  other_quote_id TEXT,
  detail TEXT NOT NULL,
  PRIMARY KEY (cluster, kind, quote_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX findings_quote ON findings (quote_id);

CREATE TABLE stale_meetings (
  cluster TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TRIGGER meeting_is_over AFTER DELETE ON quotes
WHEN old.wording IS NOT NULL AND old.post IS NOT NULL
BEGIN
  INSERT INTO stale_meetings SELECT cluster FROM wordings WHERE id = old.wording
    ON CONFLICT DO NOTHING;
END;

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

CREATE TABLE stale_readings (
  post TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

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
