"""Comparative study of Chinese political discourse.

Every public name is found here (``from analysis import read_corpus, keyness``) and is
imported only when it is first used. The list of names stands in ``__init__.pyi``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
