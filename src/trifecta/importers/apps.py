from django.apps import AppConfig


class ImportersConfig(AppConfig):
    name = "trifecta.importers"
    label = "importers"
