-- Accounts whose posts were printed in the most articles.
-- :platform null only this platform, e.g. twitter
SELECT
  accounts.platform,
  accounts.handle,
  accounts.name,
  count(DISTINCT timeline.post) AS n_posts,
  count(DISTINCT timeline.article_id) AS n_articles,
  count(DISTINCT timeline.outlet) AS n_outlets
FROM accounts
JOIN posts ON posts.account_id = accounts.id
JOIN timeline ON timeline.post = posts.id
WHERE :platform IS NULL OR accounts.platform = :platform
GROUP BY accounts.id
ORDER BY n_articles DESC, n_posts DESC, accounts.platform, accounts.handle
