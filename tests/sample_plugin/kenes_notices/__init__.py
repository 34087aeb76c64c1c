"""A plugin outside of the repository, with one of everything that a plugin may add: notices of a council."""
