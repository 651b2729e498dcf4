-- Words and posts that several outlets printed, the most printed first.
-- :outlets 2 how many outlets at least
SELECT
  n_outlets,
  n_articles,
  n_independent,
  n_wordings,
  handle,
  author_name,
  speaker,
  words,
  is_corrected,
  posted_at,
  is_before_post,
  first_published,
  first_outlets,
  median_lag,
  link,
  post,
  cluster
FROM reused
WHERE n_outlets >= :outlets
ORDER BY n_outlets DESC, n_independent DESC, n_articles DESC, coalesce(cluster, post)
