"""How records are shown: rows in the formats people use, cards for the terminal, schemas for machines."""
