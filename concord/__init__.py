"""Concord: a therapeutic partnership, agreed and understood. Each folder is a room; docs/map.md is the plan of the house."""
