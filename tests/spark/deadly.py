"""Work that some records kill, for a test that sends it to the workers of Spark."""

import os
import signal
from collections.abc import Sequence

from harvester.pipeline.work import Outcome, Work
from harvester.reading import Record
from harvester.records import Article

WORD = "deadly"


class DeadlyWork(Work):
    """A text with the word kills the process, as one that takes all memory does."""

    def outcomes(self, records: Sequence[Record]) -> list[Outcome]:
        if any(isinstance(record, Article) and WORD in record.text for record in records):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().outcomes(records)
