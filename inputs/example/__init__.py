"""The example of real figures: fact tables in, workbook out."""
