-- Words that were printed with other numbers, or that two accounts posted.
-- :differs_in null only these: numbers or account
SELECT
  differs_in,
  account,
  other_account,
  words,
  other_words,
  round(likeness, 2) AS likeness,
  quote_id,
  other_quote_id,
  cluster,
  other_cluster
FROM look_alikes
WHERE cluster < other_cluster AND (:differs_in IS NULL OR differs_in = :differs_in)
ORDER BY differs_in DESC, likeness DESC, cluster, other_cluster
