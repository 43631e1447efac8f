"""Pages of the plan: looking, proposing, answering, stepping, asking."""
