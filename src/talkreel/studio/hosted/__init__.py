"""The application as a server holds it: many accounts, durable turns and exports, credits.

host      what every use case works with; `callers` is who asks
accounts, tokens, claims, signing    who may come in, and links
sessions, uploads, turns, exports    what people do, in this order
credits, prices                      what it costs
state, events                        what they see of it
films, operating, previews           a film for those who draw it themselves
performing, planning, stages         a turn, done whole in a warm process; `closing` ends it
generating                           one call, one film
"""
