"""Every write about persons, ties, invitations and practices."""
