"""The pictures of the README, taken by the project itself: `python -m docs.pictures`."""
