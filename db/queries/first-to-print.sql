-- Outlets by how often they were the first to print what others printed, too.
-- :outlets 2 how many outlets printed it at least
WITH
  known AS MATERIALIZED (
    SELECT coalesce(cluster, post) AS words FROM reused WHERE n_outlets >= :outlets
  )
SELECT
  outlet,
  count(DISTINCT coalesce(cluster, post)) AS n_first,
  count(DISTINCT post) AS n_posts_first,
  min(published) AS earliest
FROM first_printed
WHERE coalesce(cluster, post) IN (SELECT words FROM known)
  AND outlet IS NOT NULL
  AND NOT is_before_post -- a wrong date makes nobody the first
GROUP BY outlet
ORDER BY n_first DESC, n_posts_first DESC, outlet
