-- Accounts that articles name or link to, quoted or not, with how many articles do.
-- :platform null only this platform, e.g. twitter; a handle in running text is of none
-- :since 0000-01-01 the first day of publication
-- :until 9999-12-31 the last day of publication
WITH named AS (
  SELECT
    article_id,
    quote_id,
    platform,
    lower(CASE kind WHEN 'account' THEN substr(value, instr(value, ':') + 1) ELSE value END)
      AS handle
  FROM entities
  WHERE kind IN ('handle', 'account')
)
SELECT
  named.handle,
  group_concat(DISTINCT named.platform) AS platforms,
  count(DISTINCT named.article_id) AS n_articles,
  count(DISTINCT CASE WHEN named.quote_id IS NULL THEN named.article_id END) AS n_loose,
  count(DISTINCT articles.outlet_id) AS n_outlets
FROM named
JOIN articles ON articles.id = named.article_id
WHERE (:platform IS NULL OR named.platform = :platform)
  AND coalesce(substr(articles.published, 1, 10), :since) BETWEEN :since AND :until
GROUP BY named.handle
ORDER BY n_articles DESC, named.handle
