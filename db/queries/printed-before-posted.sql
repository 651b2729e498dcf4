-- Posts in articles that are older than the post: the date is wrong, or the article was changed later.
SELECT
  outlet,
  published,
  posted_at,
  words,
  name,
  title,
  article_url,
  link,
  why,
  quote_id,
  cluster
FROM findings_flat
WHERE kind = 'printed-before-posted'
ORDER BY published, quote_id
