"""Formats of dates and numbers (`FORMAT_MODULE_PATH`): Django has none for Kazakh and no ISO input for Russian."""
