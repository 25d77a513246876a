"""The pictures of a report: pure functions from its blocks to SVG.

The same block gives the same text, on every machine. Words and rules are drawn in the colour of the text
around them, so that a page may be light or dark; statuses keep their colours, with letter and sign.
"""
