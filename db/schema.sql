-- The database as harvester/store/migrations/ leaves it: a snapshot to read, made by
--     harvester schema --sql >db/schema.sql
-- db/README.md says what each table and view is for.
PRAGMA application_id = 1213355603;
PRAGMA user_version = 12;

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
, sketch BLOB, identity TEXT, seen_at TEXT) STRICT;

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
, runner_up INTEGER, speaker_name TEXT, is_speaker_inferred INTEGER CHECK (is_speaker_inferred IN (0, 1)), post_quote_id TEXT, wording INTEGER REFERENCES wordings (id), person TEXT REFERENCES people (id), speaker_confidence REAL) STRICT;

CREATE INDEX quotes_article ON quotes (article_id);

CREATE INDEX quotes_post ON quotes (post, article_id) WHERE post IS NOT NULL;

CREATE INDEX quotes_unsettled ON quotes (platform)
  WHERE post IS NULL AND kind <> 'quotation' AND platform IS NOT NULL;

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

CREATE TRIGGER match_joined AFTER UPDATE OF is_joined ON matches
BEGIN
  INSERT INTO stale_clusters SELECT cluster FROM wordings WHERE id IN (new.shorter, new.longer)
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER match_is_gone AFTER DELETE ON matches WHEN old.is_joined
BEGIN
  INSERT INTO stale_clusters SELECT cluster FROM wordings WHERE id IN (old.shorter, old.longer)
    ON CONFLICT DO NOTHING;
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
, post TEXT, person TEXT, is_corrected INTEGER CHECK (is_corrected IN (0, 1))) STRICT;

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
, wording INTEGER) STRICT, WITHOUT ROWID;

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

CREATE INDEX clusters_post ON clusters (post) WHERE post IS NOT NULL;

CREATE INDEX posts_post_id ON posts (post_id) WHERE post_id IS NOT NULL;

CREATE VIEW printings AS
SELECT
  cluster_members.cluster,
  clusters.post,
  cluster_members.quote_id,
  quotes.article_id,
  cluster_members.relation,
  cluster_members.copy_of,
  cluster_members.likely_source
FROM cluster_members
JOIN clusters ON clusters.id = cluster_members.cluster
JOIN quotes ON quotes.id = cluster_members.quote_id
UNION ALL
SELECT clusters.id, clusters.post, quotes.id, quotes.article_id, NULL, NULL, NULL
FROM clusters
JOIN quotes ON quotes.post = clusters.post
WHERE NOT EXISTS (SELECT 1 FROM cluster_members WHERE cluster_members.quote_id = quotes.id)
  AND clusters.id = (
    SELECT largest.id FROM clusters AS largest WHERE largest.post = quotes.post
    ORDER BY largest.n_quotes DESC, largest.id LIMIT 1
  )
UNION ALL
SELECT NULL, quotes.post, quotes.id, quotes.article_id, NULL, NULL, NULL
FROM quotes
WHERE quotes.post IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM clusters WHERE clusters.post = quotes.post)
  AND NOT EXISTS (SELECT 1 FROM cluster_members WHERE cluster_members.quote_id = quotes.id);

CREATE VIEW outlet_pairs AS
WITH
  held AS (
    SELECT
      outlet,
      coalesce(cluster, post) AS words,
      min(coalesce(copy_of, article_id)) AS first_article,
      max(coalesce(copy_of, article_id)) AS last_article,
      min(date(substr(published, 1, 10))) AS day,
      min(CASE WHEN length(published) > 10 THEN datetime(published) END) AS moment,
      min(CASE WHEN length(published) <= 10 THEN date(published) END) AS day_without_time
    FROM timeline
    WHERE outlet IS NOT NULL
    GROUP BY outlet, coalesce(cluster, post)
  ),
  reused_words AS MATERIALIZED (SELECT words FROM held GROUP BY words HAVING count(*) > 1),
  shared AS MATERIALIZED (
    SELECT
      outlet,
      words,
      first_article,
      last_article,
      day,
      CASE WHEN day < coalesce(day_without_time, '9999') THEN moment END AS moment,
      count(*) OVER (PARTITION BY outlet) AS n_words
    FROM held
    WHERE words IN reused_words
  ),
  compared AS (
    SELECT
      one.outlet,
      other.outlet AS other_outlet,
      one.first_article = other.last_article AND one.last_article = other.first_article AS is_copy,
      one.n_words * other.n_words AS n_chances,
      CASE WHEN one.moment IS NOT NULL AND other.moment IS NOT NULL
        THEN (one.moment > other.moment) - (one.moment < other.moment)
        ELSE (one.day > other.day) - (one.day < other.day)
      END AS direction
    FROM shared AS one
    JOIN shared AS other ON other.words = one.words AND other.outlet > one.outlet
  )
SELECT
  outlet,
  other_outlet,
  count(*) AS n_shared,
  count(*) - sum(is_copy) AS n_independent,
  count(CASE WHEN direction < 0 THEN 1 END) AS n_earlier,
  count(CASE WHEN direction > 0 THEN 1 END) AS n_other_earlier,
  round(1.0 * max(n_chances) / (SELECT count(*) FROM reused_words), 1) AS n_expected
FROM compared
GROUP BY outlet, other_outlet;

CREATE VIEW look_alikes AS
WITH
  alike AS (
    SELECT
      here.cluster,
      there.cluster AS other_cluster,
      here.id AS wording,
      there.id AS other_wording,
      here.account,
      there.account AS other_account,
      matches.verdict,
      matches.likeness,
      length(here.skeleton) AS length,
      length(there.skeleton) AS other_length
    FROM wordings AS here
    JOIN matches ON matches.shorter = here.id
    JOIN wordings AS there ON there.id = matches.longer
    UNION ALL
    SELECT here.cluster, there.cluster, here.id, there.id, here.account, there.account,
      matches.verdict, matches.likeness, length(here.skeleton), length(there.skeleton)
    FROM wordings AS here
    JOIN matches ON matches.longer = here.id
    JOIN wordings AS there ON there.id = matches.shorter
  ),
  chosen AS (
    SELECT
      *,
      row_number() OVER (
        PARTITION BY cluster, other_cluster
        ORDER BY likeness DESC, length DESC, wording, other_wording
      ) AS number
    FROM alike
    WHERE cluster <> other_cluster
      -- a part of a text that somebody else posts is none of both
      AND min(length, other_length) > 0.8 * max(length, other_length)
      AND (verdict = 'numbers' OR verdict = 'same' AND account <> other_account)
  )
SELECT
  cluster,
  other_cluster,
  CASE WHEN verdict = 'numbers' THEN 'numbers' ELSE 'account' END AS differs_in,
  (SELECT tidy FROM quotes WHERE quotes.wording = chosen.wording ORDER BY id LIMIT 1) AS words,
  (SELECT tidy FROM quotes WHERE quotes.wording = chosen.other_wording ORDER BY id LIMIT 1)
    AS other_words,
  account,
  other_account,
  likeness,
  (SELECT id FROM quotes WHERE quotes.wording = chosen.wording ORDER BY id LIMIT 1) AS quote_id,
  (SELECT id FROM quotes WHERE quotes.wording = chosen.other_wording ORDER BY id LIMIT 1)
    AS other_quote_id
FROM chosen
WHERE number = 1;

CREATE TABLE entities (
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  quote_id TEXT REFERENCES quotes (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  value TEXT,
  printed TEXT NOT NULL,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  platform TEXT,
  rule TEXT NOT NULL,
  confidence REAL NOT NULL,
  is_inferred INTEGER NOT NULL CHECK (is_inferred IN (0, 1)),
  PRIMARY KEY (article_id, kind, start, stop)
) STRICT, WITHOUT ROWID;

CREATE INDEX entities_quote ON entities (quote_id) WHERE quote_id IS NOT NULL;

CREATE INDEX entities_value ON entities (kind, value);

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

CREATE TABLE given_names (
  name TEXT NOT NULL PRIMARY KEY,
  person TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX quotes_person ON quotes (person) WHERE person IS NOT NULL;

CREATE TABLE stale_people (
  is_stale INTEGER NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TRIGGER words_changed_person AFTER UPDATE OF person ON quotes WHEN new.wording IS NOT NULL
BEGIN
  INSERT INTO stale_clusters SELECT cluster FROM wordings WHERE id = new.wording
    ON CONFLICT DO NOTHING;
END;

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

CREATE VIEW first_printed AS
SELECT DISTINCT
  outlet, published, title, article_url, platform, author_name, handle, words, posted_at, link, post,
  article_id, cluster, is_before_post
FROM timeline
WHERE is_first;

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

CREATE TABLE posting_segments (
  id INTEGER NOT NULL PRIMARY KEY,
  size INTEGER NOT NULL,
  wordings BLOB NOT NULL
) STRICT;

CREATE TABLE posting_pages (
  page INTEGER NOT NULL,
  segment INTEGER NOT NULL REFERENCES posting_segments (id) ON DELETE CASCADE,
  postings BLOB NOT NULL,
  PRIMARY KEY (page, segment)
) STRICT;

CREATE TABLE unindexed_wordings (
  wording INTEGER NOT NULL PRIMARY KEY
) STRICT;

CREATE VIEW reused AS
WITH
  printed AS (
    SELECT
      cluster, post, outlet, quote_id, article_id, copy_of, published, platform, author_name, handle,
      speaker, person, words, posted_at, link, is_first, is_before_post,
      min(outlet) OVER of_words <> max(outlet) OVER of_words AS is_reused
    FROM timeline
    WINDOW of_words AS (PARTITION BY cluster, post)
  ),
  by_outlet AS (
    SELECT
      *,
      outlet IS NOT NULL AND 1 = row_number() OVER (
        PARTITION BY cluster, post, outlet ORDER BY is_first DESC, quote_id
      ) AS is_outlet
    FROM printed
    WHERE is_reused
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

CREATE TRIGGER person_came AFTER INSERT ON quotes
WHEN CASE new.kind WHEN 'quotation' THEN coalesce(new.speaker_name, new.speaker)
  ELSE coalesce(new.author_name, new.platform) END IS NOT NULL
BEGIN
  INSERT INTO stale_people VALUES (1) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER person_went AFTER DELETE ON quotes
WHEN CASE old.kind WHEN 'quotation' THEN coalesce(old.speaker_name, old.speaker)
  ELSE coalesce(old.author_name, old.platform) END IS NOT NULL
BEGIN
  INSERT INTO stale_people VALUES (1) ON CONFLICT DO NOTHING;
END;

CREATE TABLE stale_matches (
  wording INTEGER NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
