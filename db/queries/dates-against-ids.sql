-- Posts whose printed date names another day than their id does: a wrong date, or a wrong link.
SELECT
  quotes_flat.outlet,
  quotes_flat.article_url,
  quotes_flat.handle,
  quotes.printed_date,
  quotes.posted_at,
  quotes_flat.link,
  quotes_flat.words,
  quotes_flat.quote_id
FROM quotes
JOIN quotes_flat ON quotes_flat.quote_id = quotes.id
WHERE quotes.is_date_confirmed = 0
ORDER BY quotes.posted_at, quotes_flat.quote_id
