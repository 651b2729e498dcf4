"""WARC, the archive of crawls: `records` reads its frame, `http` what servers answered."""
