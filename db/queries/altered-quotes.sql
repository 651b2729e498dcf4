-- Quotes whose words or numbers are not those of the post itself.
-- :kind null only these: alteration or number-changed
SELECT
  findings.kind,
  findings.detail AS difference,
  here.outlet,
  here.published,
  here.article_url,
  there.handle,
  there.posted_at,
  there.words AS words_of_the_post,
  there.link,
  findings.quote_id,
  findings.other_quote_id,
  findings.cluster
FROM findings
JOIN quotes_flat AS here ON here.quote_id = findings.quote_id
JOIN quotes_flat AS there ON there.quote_id = findings.other_quote_id
WHERE findings.kind IN ('alteration', 'number-changed')
  AND (:kind IS NULL OR findings.kind = :kind)
ORDER BY here.published IS NULL, here.published, findings.quote_id, findings.kind
