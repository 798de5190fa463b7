from django.apps import AppConfig


class ScorecardsConfig(AppConfig):
    name = "trifecta.scorecards"
    label = "scorecards"
