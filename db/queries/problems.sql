-- What could not be read, or was read with a guess, the most frequent kind first.
-- :severity null only these: error, warning or note
SELECT
  severity,
  code,
  count(*) OVER (PARTITION BY severity, code) AS n_alike,
  source,
  message
FROM problems
WHERE :severity IS NULL OR severity = :severity
ORDER BY severity = 'note', severity, n_alike DESC, code, source, message
