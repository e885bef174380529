"""The application as a server holds it: many accounts, durable turns and exports, credits.

host      what every use case works with; `callers` is who asks
accounts, tokens, claims, signing    who may come in, and links
sessions, uploads, turns, exports    what people do, in this order
credits, prices                      what it costs
state, events                        what they see of it
previews                             exact pictures from warm processes
"""
