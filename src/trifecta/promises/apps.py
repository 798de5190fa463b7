from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "trifecta.promises"
    label = "promises"
