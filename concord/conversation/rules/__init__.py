"""What may be done in conversations and notes, and when. Pure: sentences or None."""
