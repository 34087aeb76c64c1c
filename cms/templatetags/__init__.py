"""Template libraries of the ground floor."""
