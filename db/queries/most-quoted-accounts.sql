-- Accounts whose posts were printed in the most articles.
-- :platform null only this platform, e.g. twitter
SELECT
  accounts.platform,
  accounts.handle,
  accounts.name,
  count(DISTINCT posts.id) AS n_posts,
  count(DISTINCT quotes.article_id) AS n_articles,
  count(DISTINCT articles.outlet_id) AS n_outlets
FROM accounts
JOIN posts ON posts.account_id = accounts.id
JOIN quotes ON quotes.post = posts.id
JOIN articles ON articles.id = quotes.article_id
WHERE :platform IS NULL OR accounts.platform = :platform
GROUP BY accounts.id
ORDER BY n_articles DESC, n_posts DESC, accounts.platform, accounts.handle
