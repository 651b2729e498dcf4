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
  quotes TEXT NOT NULL
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
  given_id, url, (SELECT name FROM outlets WHERE outlets.id = outlet_id)
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
  is_stale INTEGER NOT NULL PRIMARY KEY CHECK (is_stale IN (0, 1))
) STRICT, WITHOUT ROWID;

INSERT INTO stale_people VALUES (1);

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
