"""How answers look: one file per menu entry, charts, and the parts pages are made of."""
