-- Posts without a link or an id that only one outlet prints: perhaps deleted, worth looking up.
-- :outlets 1 how many outlets at most
SELECT
  posts.platform,
  posts.handle,
  posts.author_name,
  substr(posts.posted_at, 1, 10) AS day,
  posts.text AS words,
  min(timeline.outlet) AS outlet,
  min(timeline.published) AS first_published,
  count(DISTINCT timeline.outlet) AS n_outlets,
  count(DISTINCT timeline.article_id) AS n_articles,
  posts.id AS post
FROM posts
JOIN timeline ON timeline.post = posts.id
WHERE posts.post_id IS NULL AND posts.url IS NULL
GROUP BY posts.id
HAVING n_outlets <= :outlets
ORDER BY day, posts.handle, posts.id
