"""Event logs in XES (IEEE 1849), by their standard extensions: concept, lifecycle, time, organization."""
