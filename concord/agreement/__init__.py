"""Versioned texts, acknowledgements of one version, and word-by-word difference: written once, used by goals and plan.

What is agreed belongs to the room that owns the text; this room only knows that words have versions.
"""
