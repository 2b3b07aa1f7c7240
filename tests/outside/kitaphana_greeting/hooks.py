"""What the greeting answers: one tile on the first page."""

from core.answers import Card
from core.hookspecs import hookimpl
from kitaphana_greeting import models


@hookimpl
def register_models():
    return [models.Greeting]


@hookimpl
def today_cards(on):
    return [Card(title="Greeting", number=models.Greeting.select().count(), url="/")]
