"""Hasila: from Arabic conflict reports to audited tolls.

The package reads Arabic reports, finds every figure in them, decides which place and which toll
each figure speaks of, and reconciles running totals that contradict each other. Modules are layered
(see ``ARCHITECTURE.md``); a module imports only from lower layers.
"""

__version__ = "0.1.0"
