"""Argon2 as in a practice, but for how much work one hash is."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    time_cost = 1
    memory_cost = 64
    parallelism = 1
