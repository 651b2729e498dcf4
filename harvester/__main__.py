"""`python -m harvester`: the command line where its script is not on the path."""

from harvester.cli import main

main()
