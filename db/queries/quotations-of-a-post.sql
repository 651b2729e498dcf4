-- Quotations whose words are said to come from a post, or stand in a post that the article prints.
-- :post null only this post: the platform's own id, or an id of the table posts
SELECT
  quotes.platform,
  coalesce(posts.handle, quotes.handle) AS handle,
  coalesce(quotes.speaker_name, quotes.speaker) AS speaker,
  quotes.tidy AS words,
  posts.text AS words_of_the_post,
  articles.published,
  outlets.name AS outlet,
  articles.url AS article_url,
  coalesce(posts.post_id, quotes.post_id) AS post_id,
  posts.id AS post,
  quotes.id AS quote_id
FROM quotes
JOIN articles ON articles.id = quotes.article_id
LEFT JOIN outlets ON outlets.id = articles.outlet_id
LEFT JOIN quotes AS printed ON printed.id = quotes.post_quote_id
LEFT JOIN posts ON posts.id = printed.post
WHERE quotes.kind = 'quotation'
  AND quotes.platform IS NOT NULL
  AND (:post IS NULL OR :post IN (posts.id, posts.post_id, quotes.post_id))
ORDER BY articles.published IS NULL, articles.published, quotes.article_id, quotes.start
