-- Whose words stand in the most articles, as posts or in quotation marks.
-- :articles 1 in how many articles at least
-- :outlet null only articles of this outlet
-- :since 0000-01-01 the first day of publication
-- :until 9999-12-31 the last day of publication
SELECT
  people.name AS person,
  count(DISTINCT quotes.article_id) AS n_articles,
  count(DISTINCT articles.outlet_id) AS n_outlets,
  count(DISTINCT quotes.post) AS n_posts,
  count(CASE WHEN quotes.kind = 'quotation' THEN 1 END) AS n_quotations,
  (
    SELECT group_concat(name, ', ') FROM (
      SELECT name FROM person_names WHERE person_names.person = people.id
      GROUP BY name ORDER BY sum(n_quotes) DESC, name LIMIT 5
    )
  ) AS names,
  people.id AS person_id
FROM quotes
JOIN people ON people.id = quotes.person
JOIN articles ON articles.id = quotes.article_id
LEFT JOIN outlets ON outlets.id = articles.outlet_id
WHERE (:outlet IS NULL OR outlets.name = :outlet)
  AND coalesce(substr(articles.published, 1, 10), '0000-01-01') BETWEEN :since AND :until
GROUP BY people.id
HAVING n_articles >= :articles
ORDER BY n_articles DESC, n_quotations + n_posts DESC, person, people.id
