"""What the library's people may do with the pupils' catalogue; pupils need no permission."""

from flask_babel import lazy_gettext as _

from core.access import Permission

PERMISSIONS = (Permission("opac.pins", _("Give out readers' PINs"), ("head", "librarian")),)
