"""The Model Context Protocol: tools over the client, or over films in a folder."""
