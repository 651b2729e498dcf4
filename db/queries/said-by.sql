-- What somebody is quoted with, by a part of the name, the earliest printing first.
-- :speaker null a part of the speaker's name; without it, everybody
SELECT
  articles.published,
  outlets.name AS outlet,
  coalesce(quotes.speaker_name, quotes.speaker) AS speaker,
  quotes.tidy AS words,
  quotes.platform,
  articles.url AS article_url,
  quotes.id AS quote_id
FROM quotes
JOIN articles ON articles.id = quotes.article_id
LEFT JOIN outlets ON outlets.id = articles.outlet_id
WHERE quotes.kind = 'quotation'
  AND quotes.speaker IS NOT NULL
  AND (:speaker IS NULL OR instr(lower(coalesce(quotes.speaker_name, quotes.speaker)), lower(:speaker)))
ORDER BY articles.published IS NULL, articles.published, quotes.article_id, quotes.start
