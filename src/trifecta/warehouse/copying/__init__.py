"""From the log to Parquet: how far, by which way, in which columns and files."""
