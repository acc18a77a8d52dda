"""An xlwings engine over LibreOffice, so that tests press our buttons in a real spreadsheet. For tests only."""
