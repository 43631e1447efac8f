"""What the patient wants, in their words: levels, who agrees to the same version, and where each side says the goal stands.

It holds no measurements; those are in `measures`.
"""
