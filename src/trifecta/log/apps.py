from django.apps import AppConfig


class LogConfig(AppConfig):
    name = "trifecta.log"
    label = "log"
