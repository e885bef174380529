"""The operations, by what they change; `model.operation` is their union."""
