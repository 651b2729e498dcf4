-- Posts that were printed with different words: cut, edited, or translated.
SELECT
  posts.handle,
  posts.posted_at,
  count(DISTINCT quotes.folded) AS n_wordings,
  count(DISTINCT quotes.article_id) AS n_articles,
  posts.text AS words,
  posts.url AS link,
  posts.id AS post
FROM posts
JOIN quotes ON quotes.post = posts.id
WHERE quotes.folded <> ''
GROUP BY posts.id
HAVING n_wordings > 1
ORDER BY n_wordings DESC, n_articles DESC, posts.id
