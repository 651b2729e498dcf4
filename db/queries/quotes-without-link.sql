-- Posts that no article links to: known by their words alone, worth looking up.
SELECT
  posts.platform,
  posts.handle,
  posts.author_name,
  substr(posts.posted_at, 1, 10) AS day,
  posts.text AS words,
  count(DISTINCT quotes.article_id) AS n_articles,
  posts.id AS post
FROM posts
JOIN quotes ON quotes.post = posts.id
WHERE posts.post_id IS NULL AND posts.url IS NULL
GROUP BY posts.id
ORDER BY n_articles DESC, day, posts.handle, posts.id
