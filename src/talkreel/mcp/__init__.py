"""Tools for programs that speak the Model Context Protocol: over drafts of one's own, or over a server.

tools/      what can be called, each a few lines over the port
desk.py     the port: what tools need of whoever keeps the films
desks/      its implementations: `local` in this process, `served` over the client
room.py     the server of the protocol, with what all its tools have in common
"""
