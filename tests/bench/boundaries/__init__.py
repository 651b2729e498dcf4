"""Training and measuring the decision where a flattened post begins."""
