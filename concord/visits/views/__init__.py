"""Pages of visits: before, during, after."""
