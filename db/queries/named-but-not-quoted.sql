-- Accounts that articles name or link to, though no article quotes a post of theirs.
WITH named AS (
  SELECT
    article_id,
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
  count(DISTINCT articles.outlet_id) AS n_outlets
FROM named
JOIN articles ON articles.id = named.article_id
WHERE named.handle NOT IN (SELECT handle FROM accounts)
GROUP BY named.handle
ORDER BY n_articles DESC, named.handle
