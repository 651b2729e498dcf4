-- Whose words stand between quotation marks in the most articles.
-- :articles 1 in how many articles at least
-- :inferred 1 with 0, only where the speaker is named beside the words
SELECT
  quotes.speaker_name AS speaker,
  count(DISTINCT quotes.article_id) AS n_articles,
  count(DISTINCT articles.outlet_id) AS n_outlets,
  count(*) AS n_quotations
FROM quotes
JOIN articles ON articles.id = quotes.article_id
WHERE quotes.kind = 'quotation'
  AND quotes.speaker_name IS NOT NULL
  AND (quotes.is_speaker_inferred = 0 OR :inferred)
GROUP BY quotes.speaker_name
HAVING n_articles >= :articles
ORDER BY n_articles DESC, n_quotations DESC, speaker
