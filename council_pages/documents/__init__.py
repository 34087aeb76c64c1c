"""Documents for offices and for paper: what a page says, as PDF and as .docx, in either language.

A producer (`schedule`, `minutes`, `outcome`, and those of the floors above) turns a page into a `content.Document`;
`pdf` and `docx` draw any document. Nothing here reads a clock: the same page on the same day gives the same bytes.
"""
