"""One module for each command: from an order to its outcome."""
