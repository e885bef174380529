"""Implementations of the engine port.

durable     on DBOS: orders survive any crash of whatever was doing them
  starting  how DBOS is started
  claims    the part of DBOS that is not public, in one place
  dispatch  takes orders from queues: tenants in turn, a free slot at once
  reaping   beats, and the recovery of what dead executors left
  ends      how orders end
memory      threads and dicts: nothing survives
steps       how the outcome of a step is noted
"""
