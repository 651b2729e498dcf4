-- Quotes whose words or numbers are not those of the post itself: both wordings, both places, and why.
-- :kind null only these: alteration or number-changed
SELECT
  kind,
  detail AS difference,
  words,
  outlet,
  published,
  article_url,
  other_words AS words_of_the_post,
  other_handle AS handle,
  posted_at,
  other_outlet AS post_printed_by,
  other_article_url AS post_printed_in,
  link,
  why,
  quote_id,
  other_quote_id,
  cluster
FROM findings_flat
WHERE kind IN ('alteration', 'number-changed')
  AND (:kind IS NULL OR kind = :kind)
ORDER BY published IS NULL, published, quote_id, kind
