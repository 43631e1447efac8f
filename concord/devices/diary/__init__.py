"""A daily diary in a CSV file: its map, its reading, and what could not be taken. Needs no database."""
