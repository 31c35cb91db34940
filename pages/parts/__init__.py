"""What pages are assembled from: filters, answers, numbers, tables and their words."""
