"""The service desk that is run as a business."""
