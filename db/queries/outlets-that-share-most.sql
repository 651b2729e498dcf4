-- Pairs of outlets that printed the same words most often, and who had them before the other.
-- :independent 1 how often at least, copies of one article left out
SELECT
  outlet,
  other_outlet,
  n_independent,
  n_shared,
  n_expected,
  n_earlier,
  n_other_earlier
FROM outlet_pairs
WHERE n_independent >= :independent
ORDER BY n_independent DESC, n_shared DESC, outlet, other_outlet
