"""Opening hours: calendars with their weeks, holidays and exceptions, shown day by day before they are saved."""
