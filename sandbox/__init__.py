"""Thao trường số: a drill ground of mock e-government systems. `create_app` is the only place that knows every part."""

__version__ = "0.1.0"
