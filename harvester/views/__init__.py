"""How records are shown: rows in the formats people use, cards to read, schemas for machines."""
