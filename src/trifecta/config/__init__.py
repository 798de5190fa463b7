"""The only place that knows everyone: settings, addresses, wiring, the command line."""
