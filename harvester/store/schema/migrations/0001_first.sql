-- The first shape. harvester/store/tables.py declares the same tables and says what each column means.

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
) STRICT;

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
) STRICT;

CREATE INDEX quotes_article ON quotes (article_id);

-- Most quotes are quotations and reproduce no post: they take no room in these two.
CREATE INDEX quotes_post ON quotes (post, article_id) WHERE post IS NOT NULL;

CREATE INDEX quotes_unsettled ON quotes (platform)
  WHERE post IS NULL AND kind <> 'quotation' AND platform IS NOT NULL;

CREATE TABLE entities (
  quote_id TEXT NOT NULL REFERENCES quotes (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (quote_id, kind, value)
) STRICT, WITHOUT ROWID;

-- For the program alone: what quotes of the same post have in common.
CREATE TABLE post_keys (
  key TEXT NOT NULL,
  quote_id TEXT NOT NULL REFERENCES quotes (id) ON DELETE CASCADE,
  PRIMARY KEY (key, quote_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX post_keys_quote ON post_keys (quote_id);

-- For the program alone: posts to look at again, because a quote of theirs is gone.
CREATE TABLE stale_posts (
  post TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- A trigger, so that it also holds when a person deletes an article by hand.
CREATE TRIGGER quote_is_gone AFTER DELETE ON quotes WHEN old.post IS NOT NULL
BEGIN
  INSERT INTO stale_posts VALUES (old.post) ON CONFLICT DO NOTHING;
END;

-- One row a quote. Name and words as printed there; the post's date, link and id as any place gave them.
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
  quotes.tidy AS words,
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
LEFT JOIN posts ON posts.id = quotes.post;

-- One row for each post in each article that prints it, the earliest first.
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

-- One row for each post that two or more outlets printed.
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

-- Who printed a post first. Where only the day is known, all who printed it that day are first.
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
