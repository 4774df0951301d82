"""ccgcheck: checks the constitutions of Clinical Commissioning Groups against the law of their day."""

__version__ = "0.1.0"
