"""Large plans that are written plainly, read column by column for a bulk load (decision 0073).

Every cell is read by the readers of ``sources``; what is new here is only that a million records
need no million objects. Whatever is not plain, above all every fault, is left to the reader of
rows: it alone tells what is wrong.
"""
