"""Read plan files into the model.

A format (``table.py``, ``workbook.py``, ``document.py``) yields grids of cells with their locations
and knows no meaning; what headings, cells and rows mean is defined once, in the modules above.
"""
