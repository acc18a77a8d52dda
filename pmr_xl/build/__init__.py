"""Makes the macro workbooks from text: nothing in workbooks/ is edited by hand."""
