"""Findings: gathers a patient's days and dated marks, asks the engine, keeps each answer with what it rests on, and shows it.

It holds runs, questions with their answers, what became of each, and who looked. It holds no statistics: those are in
`concord.connections`, which no other room may import.
"""
