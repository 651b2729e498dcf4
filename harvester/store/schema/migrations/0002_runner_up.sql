-- Where the words of a flattened post begin if not where was decided.
ALTER TABLE quotes ADD COLUMN runner_up INTEGER;
