-- Who else printed the same words: what quotes are compared by, and what came of it.

CREATE TABLE wordings (
  id INTEGER NOT NULL PRIMARY KEY,
  skeleton TEXT NOT NULL,
  account TEXT,
  cluster TEXT NOT NULL
) STRICT;

CREATE INDEX wordings_cluster ON wordings (cluster);

ALTER TABLE quotes ADD COLUMN wording INTEGER REFERENCES wordings (id);

CREATE INDEX quotes_wording ON quotes (wording) WHERE wording IS NOT NULL;

-- For the program alone: which wordings have which piece of text.
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

-- For the program alone: quotes whose words were not compared yet.
CREATE TABLE untraced_quotes (
  quote_id TEXT NOT NULL PRIMARY KEY REFERENCES quotes (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

INSERT INTO untraced_quotes SELECT id FROM quotes WHERE folded IS NOT NULL;

CREATE TRIGGER quote_is_new AFTER INSERT ON quotes WHEN new.folded IS NOT NULL
BEGIN
  INSERT INTO untraced_quotes VALUES (new.id);
END;

-- For the program alone: wordings that lost a quote, and clusters of which a quote came, went or
-- changed its post.
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

-- A wording that joins another one, or no longer does, hangs elsewhere in the tree of its cluster.
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

-- By what an article is known that another outlet published, too.
ALTER TABLE articles ADD COLUMN sketch BLOB;

-- What came of it: words that stand in two quotes or more, who printed them, and how they changed.
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
