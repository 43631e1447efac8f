"""Pages that read from several rooms. They never write: a form on them posts to the room that owns the thing."""
