"""The order of things: inputs are listed, read, harvested and stored; one bad one ends nothing.

`scan` harvests to whoever asks, `run` into the database; `workers` does the work in processes.
How each step is done lies below.
"""

from harvester.pipeline.asked import VERSION, Reading
from harvester.pipeline.report import Progress, Report
from harvester.pipeline.running import run
from harvester.pipeline.scanning import cluster, scan
from harvester.pipeline.work import Scanned

__all__ = ["VERSION", "Progress", "Reading", "Report", "Scanned", "cluster", "run", "scan"]
