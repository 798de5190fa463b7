from django.apps import AppConfig


class PreferencesConfig(AppConfig):
    name = "trifecta.preferences"
    label = "preferences"
