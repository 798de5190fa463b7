from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "trifecta.web"
    label = "web"
