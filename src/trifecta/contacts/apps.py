from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "trifecta.contacts"
    label = "contacts"
