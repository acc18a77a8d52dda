"""The package of a workbook: opened safely, its parts and relationships, cut and packed again."""
