"""What is known of the world's raw materials, and what it comes to for one importer: the rows of its workbook."""
