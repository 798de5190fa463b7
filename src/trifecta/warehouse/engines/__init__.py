"""Where a question may be answered besides the embedded engine: the facts published to others."""
