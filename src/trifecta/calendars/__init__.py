"""Opening hours as rows: versions of calendars, settled once into rows per UTC hour."""
