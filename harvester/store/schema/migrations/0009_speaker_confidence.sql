-- How sure it is who speaks, apart from how sure the words are a quotation.

ALTER TABLE quotes ADD COLUMN speaker_confidence REAL;
