"""Persons, practices, patients and the ties between them: models and rules only. Every write about them is in `team`."""
