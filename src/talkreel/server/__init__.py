"""The HTTP shell: translate, delegate to `studio`, translate back. Only this room knows the web framework.

app      the application and what every answer has in common
routes   one module for each group of routes
"""
