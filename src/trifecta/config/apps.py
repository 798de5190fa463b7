from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules, import_string

from trifecta.log import reactions


class ConfigConfig(AppConfig):
    name = "trifecta.config"
    label = "config"

    def ready(self) -> None:
        autodiscover_modules("events")
        # By name, because the reactions need models, which exist only now.
        reactions.wire(
            in_transaction=import_string("trifecta.config.wiring.IN_TRANSACTION"),
            after_commit=import_string("trifecta.config.wiring.AFTER_COMMIT"),
        )
