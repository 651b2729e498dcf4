-- Pictures of posts that several outlets print or mention, in a post or loose.
-- :outlets 2 in how many outlets at least
SELECT
  entities.value AS pic,
  count(DISTINCT articles.outlet_id) AS n_outlets,
  count(DISTINCT entities.article_id) AS n_articles,
  count(DISTINCT CASE WHEN entities.quote_id IS NULL THEN entities.article_id END) AS n_loose,
  min(quotes.handle) AS handle,
  min(articles.published) AS first_published
FROM entities
JOIN articles ON articles.id = entities.article_id
LEFT JOIN quotes ON quotes.id = entities.quote_id
WHERE entities.kind = 'pic'
GROUP BY entities.value
HAVING count(DISTINCT articles.outlet_id) >= :outlets
ORDER BY n_outlets DESC, n_articles DESC, pic
