"""What this floor hangs into the pages of the floor below, through the registry."""
