"""Pages of the shelf: looking, keeping, and choosing for somebody."""
