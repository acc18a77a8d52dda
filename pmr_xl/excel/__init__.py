"""Inside Excel: the buttons, the functions, and the add-in's installation. The only doors that know a live workbook."""
