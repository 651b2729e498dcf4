-- Hashtags in articles, in posts or loose, with how many articles have them.
-- :since 0000-01-01 the first day of publication
-- :until 9999-12-31 the last day of publication
SELECT
  lower(entities.value) AS hashtag,
  count(DISTINCT entities.article_id) AS n_articles,
  count(DISTINCT articles.outlet_id) AS n_outlets,
  count(DISTINCT CASE WHEN entities.quote_id IS NULL THEN entities.article_id END) AS n_loose
FROM entities
JOIN articles ON articles.id = entities.article_id
WHERE entities.kind = 'hashtag'
  AND coalesce(substr(articles.published, 1, 10), :since) BETWEEN :since AND :until
GROUP BY hashtag
ORDER BY n_articles DESC, hashtag
