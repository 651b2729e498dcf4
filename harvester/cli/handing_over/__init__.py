"""Commands that hand findings over to others: pages, files, a server."""
