from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "trifecta.care"
    label = "care"
