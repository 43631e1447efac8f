"""Conversation: threads with the people who are in them, messages, “heard”, drafts, files, and the notes of professionals.

Holds no link to what a thread is about: the room above that owns the thing points at its thread.
"""
