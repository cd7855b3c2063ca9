"""Plan files are read into the model.

A format (``table.py``, ``workbook.py``, ``document.py``) gives grids of cells with their places and
knows no meaning; what headings, cells and rows mean stands once, in the modules above the formats.
"""
