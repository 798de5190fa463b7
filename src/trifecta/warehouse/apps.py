from django.apps import AppConfig


class WarehouseConfig(AppConfig):
    name = "trifecta.warehouse"
    label = "warehouse"
