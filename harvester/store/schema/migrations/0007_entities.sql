-- Handles, hashtags, cashtags, pictures, links, accounts and dates, each at its place, in the words
-- of a quote or loose in the article.

ALTER TABLE entities RENAME TO unplaced;

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

-- What was kept without a place gets the first place where the words of its quote have it, until
-- its article is harvested again.
INSERT INTO entities
SELECT
  article_id, quote_id, kind, value, printed,
  coalesce(tail + at - words - 1, body + at),
  coalesce(tail + at - words - 1, body + at) + length(printed),
  platform, kind || '.text', 1.0, 0
FROM (
  SELECT
    quotes.article_id,
    quotes.id AS quote_id,
    CASE spelt.kind WHEN 'mention' THEN 'handle' ELSE spelt.kind END AS kind,
    spelt.value,
    spelt.printed,
    quotes.platform,
    instr(quotes.text, spelt.printed) - 1 AS at,
    quotes.body_start AS body,
    quotes.body_end - quotes.body_start AS words,
    CASE WHEN instr(quotes.text, spelt.printed) > quotes.body_end - quotes.body_start
      THEN quotes.tail_start END AS tail
  FROM (
    SELECT
      quote_id,
      kind,
      value,
      CASE kind WHEN 'mention' THEN '@' WHEN 'hashtag' THEN '#' WHEN 'cashtag' THEN '$' ELSE '' END
        || value AS printed
    FROM unplaced
    WHERE kind <> 'pic'
    UNION ALL
    SELECT quote_id, kind, value, host || value
    FROM unplaced
    JOIN (SELECT 'pic.twitter.com/' AS host UNION ALL SELECT 'pic.x.com/')
    WHERE kind = 'pic'
  ) AS spelt
  JOIN quotes ON quotes.id = spelt.quote_id
  WHERE quotes.body_start IS NOT NULL
)
WHERE at >= 0
ON CONFLICT DO NOTHING;

DROP TABLE unplaced;
