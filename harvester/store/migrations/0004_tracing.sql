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
