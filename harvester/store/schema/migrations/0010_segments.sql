-- The index of wordings in sorted segments: a posting takes nine bytes and not thirty, and those of
-- a batch are read and written together.

DROP TABLE postings;

-- For the program alone, as all that follows.
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

INSERT INTO unindexed_wordings SELECT id FROM wordings;
