-- Words that one place ascribes to somebody else than the others do.
SELECT
  findings.detail AS speakers,
  here.words,
  here.outlet,
  here.published,
  here.article_url,
  there.outlet AS other_outlet,
  there.published AS other_published,
  there.article_url AS other_article_url,
  findings.quote_id,
  findings.other_quote_id,
  findings.cluster
FROM findings
JOIN quotes_flat AS here ON here.quote_id = findings.quote_id
JOIN quotes_flat AS there ON there.quote_id = findings.other_quote_id
WHERE findings.kind = 'misattribution'
ORDER BY here.published IS NULL, here.published, findings.quote_id
