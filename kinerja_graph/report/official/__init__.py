"""Filled official forms as files: laid out once, then written as a workbook or on paper."""
