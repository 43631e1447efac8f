"""Who needs whom today, and why: read from the rooms below, never stored. No ranking by illness or risk."""
