"""The database: the launcher of the embedded PostgreSQL, its roles, who acts, and row-level security."""
