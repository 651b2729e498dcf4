-- Words that one place ascribes to somebody else than the others do: both names, both places, and why.
SELECT
  detail AS speakers,
  words,
  outlet,
  published,
  article_url,
  other_words,
  other_outlet,
  other_published,
  other_article_url,
  why,
  quote_id,
  other_quote_id,
  cluster
FROM findings_flat
WHERE kind = 'misattribution'
ORDER BY published IS NULL, published, quote_id
