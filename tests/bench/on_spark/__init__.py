"""What `spark.py` measures: whether the same comes out on Spark as on one machine, and its cost."""
