"""Starting, watching and stopping Concord; backup and restore. Knows processes and files, nothing of a room."""
