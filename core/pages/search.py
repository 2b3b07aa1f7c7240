"""Search everything (Ctrl + K): each section answers for what it knows."""

from typing import Any

from flask import Blueprint, render_template, request
from flask_login import current_user

from core.access import needs
from core.sections import gather, hook

pages = Blueprint("search", __name__)


@pages.get("/search")
@needs("today.view")
def everything() -> Any:
    """Show what every section finds for ``q``."""
    # PostgreSQL takes no NUL, whatever it is compared to.
    text = request.args.get("q", "").replace("\0", "").strip()[:100]
    found = gather(hook.found_everywhere(text=text, by=current_user)) if text else []
    return render_template("core/search.html", text=text, found=found)
