"""Commands that ask the database: by SQL, by id, by words, by cluster."""
