"""How fast the product loads and answers, as ratios measured on the machine at hand."""
