"""Who may do what: permissions and the role table as data, the door, the guard, the trace. No rule of any domain."""
