from django.apps import AppConfig


class PartsConfig(AppConfig):
    name = "trifecta.parts"
    label = "parts"
