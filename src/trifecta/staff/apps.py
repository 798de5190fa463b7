from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "trifecta.staff"
    label = "staff"
