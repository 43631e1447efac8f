"""The outbox: letters that leave the house by e-mail, at least once, and the practice's mail server.

A letter holds no word about anybody's health: it says that something waits in Concord, never what. What triggers a letter
belongs to the room that asks for it; so does withdrawing it, by the key under which it was asked.
"""
