-- Whether the index still leads to the matches of wordings that no longer stand for a fingerprint is
-- asked once all quotes are compared, and not after each batch. For the program alone.
CREATE TABLE stale_matches (
  wording INTEGER NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
