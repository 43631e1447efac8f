"""Pages of the goals: looking, writing, and what is done with one tap."""
