from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "trifecta.records"
    label = "records"
