"""Write findings into a workbook at their cells, and leave everything else in it as it is."""
