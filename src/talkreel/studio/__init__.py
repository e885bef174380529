"""The application: the only room that knows the order of things.

make      words and files -> drafts -> films
drafts    a draft and its file
check     the quality gate over a finished film
"""
