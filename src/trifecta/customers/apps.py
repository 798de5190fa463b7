from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "trifecta.customers"
    label = "customers"
