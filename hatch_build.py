"""What the wheel takes from evals/: modules and the report's page, no documents or recordings."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ModulesOfEvals(BuildHookInterface):  # type: ignore[type-arg] # as hatchling documents it
    """Put each module of evals/, and the page, where the checkout's link shows it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the modules; an editable install reaches them through the link."""
        if version != "editable":
            evals = Path(self.root, "evals")
            modules = [*evals.rglob("*.py"), *evals.glob("report/page.*")]
            places = (module.relative_to(self.root) for module in modules)
            build_data["force_include"].update({str(p): f"summarizer/{p}" for p in places})
