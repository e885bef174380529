"""The application: the only room that knows the order of things.

make      words and files -> drafts -> films
talk      words about a film -> another version of it, with a receipt; `turn` is that as a value
journal   the port of a film's versions; `journals` keeps them in a folder or in memory
opening   a draft, a film or somebody's own clip -> something that can be talked about
templates prompts and films with blanks
drafts    a draft and its file
check     the quality gate over a finished film
"""
