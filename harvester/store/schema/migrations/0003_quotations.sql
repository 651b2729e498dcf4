-- Quotations: who speaks by name, what was inferred, and the post that words are said to be from.

ALTER TABLE quotes ADD COLUMN speaker_name TEXT;
ALTER TABLE quotes ADD COLUMN is_speaker_inferred INTEGER CHECK (is_speaker_inferred IN (0, 1));
ALTER TABLE quotes ADD COLUMN post_quote_id TEXT;

CREATE INDEX quotes_speaker ON quotes (speaker_name) WHERE speaker_name IS NOT NULL;

CREATE INDEX quotes_from_post ON quotes (post_quote_id) WHERE post_quote_id IS NOT NULL;

DROP VIEW quotes_flat;

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
  quotes.speaker_name,
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
