from django.apps import AppConfig
from django.urls import register_converter

from trifecta.web import references


class WebConfig(AppConfig):
    name = "trifecta.web"
    label = "web"

    def ready(self) -> None:
        register_converter(references.TicketReference, "reference")
