-- Days that articles speak of, with how many articles do; dates under posts do not count.
-- :since 0000-01-01 the first day
-- :until 9999-12-31 the last day
SELECT
  entities.value AS day,
  count(DISTINCT entities.article_id) AS n_articles,
  count(DISTINCT articles.outlet_id) AS n_outlets,
  sum(entities.is_inferred) AS n_inferred
FROM entities
JOIN articles ON articles.id = entities.article_id
LEFT JOIN quotes ON quotes.id = entities.quote_id
WHERE entities.kind = 'date'
  AND length(entities.value) = 10
  AND entities.value BETWEEN :since AND :until
  AND (quotes.id IS NULL OR quotes.kind = 'quotation')
GROUP BY entities.value
ORDER BY n_articles DESC, day
