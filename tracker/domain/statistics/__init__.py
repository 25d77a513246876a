"""What the numbers can bear: estimates, variation, forecasts and disclosure control.

Each file is one method: plain functions over frozen dataclasses, the source in the docstring, and beside
each rule the sentence that a person sees. A figure that the numbers cannot bear is a
:class:`~tracker.domain.statistics.no_figure.NoFigure` with its reason. ``docs/statistics.md`` has formulas,
worked examples, and when not to use each method.

Quantiles and exact limits come from ``scipy.special``, imported by the functions that use it.
"""
