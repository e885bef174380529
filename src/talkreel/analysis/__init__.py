"""What an upload contains: the colours of a picture, whether it is a logo, the best stretch of a clip."""
