from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "trifecta.catalog"
    label = "catalog"
