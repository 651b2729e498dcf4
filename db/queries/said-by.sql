-- What somebody is quoted with, by a part of a name of the person, the earliest printing first.
-- :speaker null a part of a name; without it, everybody
-- :since 0000-01-01 the first day of publication
-- :until 9999-12-31 the last day of publication
SELECT
  articles.published,
  outlets.name AS outlet,
  coalesce(people.name, quotes.speaker_name, quotes.speaker) AS speaker,
  quotes.tidy AS words,
  quotes.platform,
  articles.url AS article_url,
  quotes.id AS quote_id
FROM quotes
JOIN articles ON articles.id = quotes.article_id
LEFT JOIN outlets ON outlets.id = articles.outlet_id
LEFT JOIN people ON people.id = quotes.person
WHERE quotes.kind = 'quotation'
  AND quotes.speaker IS NOT NULL
  AND (
    :speaker IS NULL
    OR instr(lower(coalesce(people.name, quotes.speaker_name, quotes.speaker)), lower(:speaker))
  )
  AND coalesce(substr(articles.published, 1, 10), '0000-01-01') BETWEEN :since AND :until
ORDER BY articles.published IS NULL, articles.published, quotes.article_id, quotes.start
