-- Outlets by how often they were the first to print a post that others printed, too.
-- :outlets 2 how many outlets printed it at least
SELECT
  first_printed.outlet,
  count(DISTINCT first_printed.post) AS n_posts_first,
  min(first_printed.published) AS earliest
FROM first_printed
JOIN reused ON reused.post = first_printed.post
WHERE reused.n_outlets >= :outlets AND first_printed.outlet IS NOT NULL
GROUP BY first_printed.outlet
ORDER BY n_posts_first DESC, first_printed.outlet
