-- By which names and accounts people go, and what says that each is theirs.
-- :person null a part of one of the names; without it, everybody
SELECT
  people.name AS person,
  person_names.name,
  person_names.evidence,
  person_names.n_quotes,
  people.id AS person_id
FROM people
JOIN person_names ON person_names.person = people.id
WHERE :person IS NULL OR EXISTS (
  SELECT 1 FROM person_names AS wanted
  WHERE wanted.person = people.id AND instr(lower(wanted.name), lower(:person))
)
ORDER BY people.name, people.id, person_names.n_quotes DESC, person_names.name
