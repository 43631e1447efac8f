"""One list of medicines and supplements: what it is, what it is for, who chose it. Never advice about a dose."""
