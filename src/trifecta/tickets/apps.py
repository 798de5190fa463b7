from django.apps import AppConfig


class TicketsConfig(AppConfig):
    name = "trifecta.tickets"
    label = "tickets"
