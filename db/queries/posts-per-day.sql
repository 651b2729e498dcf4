-- How many posts of each day were printed, and in how many articles.
-- :since 0000-01-01 the first day
-- :until 9999-12-31 the last day
SELECT
  substr(posts.posted_at, 1, 10) AS day,
  count(DISTINCT posts.id) AS n_posts,
  count(DISTINCT quotes.article_id) AS n_articles
FROM posts
JOIN quotes ON quotes.post = posts.id
WHERE substr(posts.posted_at, 1, 10) BETWEEN :since AND :until
GROUP BY day
ORDER BY day
