"""Template tags that draw what a template cannot: the QR code."""
