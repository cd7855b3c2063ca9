"""The empty workbook for planners to fill in: sheets, headings, drop-downs, notes, an example."""
