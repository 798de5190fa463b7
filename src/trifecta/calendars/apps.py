from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "trifecta.calendars"
    label = "calendars"
