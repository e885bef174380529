"""The tools, a group in each module. A group is a class whose public methods are its tools.

A tool's docstring is what a program reads before it calls it: when to call it, what it costs, what to call next.
"""
