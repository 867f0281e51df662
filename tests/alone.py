"""Children that need one module of the package, and not the two seconds of the client's import."""

import summarizer

ALONE = f"""
import sys, types
package = types.ModuleType("summarizer")
package.__path__ = {list(summarizer.__path__)!r}
sys.modules["summarizer"] = package
"""
