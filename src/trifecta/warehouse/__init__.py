"""The log, names and business time as Parquet, and the answers computed from them."""
