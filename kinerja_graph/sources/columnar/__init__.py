"""Read large, plainly written plans column by column for a bulk load (decision 0073).

Every cell is read by the readers of ``sources``; the only difference is that a million records
do not need a million objects. Whatever is not plain, above all every fault, is left to the
row-based reader: only it reports what is wrong.
"""
