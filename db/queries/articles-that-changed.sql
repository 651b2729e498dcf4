-- Articles that were scraped with several texts, and the quotes that came or went.
SELECT
  title,
  article_url,
  change,
  kind,
  who,
  words,
  published AS published_before,
  seen_at AS seen_before,
  article_id,
  version
FROM article_changes
ORDER BY article_url, article_id, seen_at, version, change, who, words
