"""The index: what is stored of each entry, on which engine, and how it is asked."""
