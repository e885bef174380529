"""The durable engine behind a port: work that goes on in spite of any crash of whatever was doing it.

engine   the port: register bodies, submit orders, run children and steps, cancel
engines  its implementations: durable (DBOS, the only door to it) and in memory
"""
