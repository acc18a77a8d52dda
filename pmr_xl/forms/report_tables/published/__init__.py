"""The tables as they are published: one plain, tagged table a sheet, numbers once, nothing empty without a sign."""
