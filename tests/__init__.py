"""Tests of ccgcheck."""
