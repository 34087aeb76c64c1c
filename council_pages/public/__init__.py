"""Public pages that are no pages of Wagtail: calendars, feeds, quarters, archives. Each shows what pages tell."""
