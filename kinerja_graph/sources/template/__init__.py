"""The empty workbook that planners fill: sheets, headings, drop-downs, notes, an example."""
