class CannotStart(Exception):
    """Why Concord cannot start or go on, as one sentence for the person at the terminal."""
