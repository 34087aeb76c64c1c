"""The ministry's overview of all councils: what is computed of the compliance of many, and what the ministry itself
keeps (`docs/overview.md`). Screens stand in `council_pages/staff/`, public pages in `council_pages/public/`.
"""
