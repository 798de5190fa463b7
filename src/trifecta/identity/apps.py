from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "trifecta.identity"
    label = "identity"
