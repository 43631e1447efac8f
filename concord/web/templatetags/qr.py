import qrcode
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def qr(address: str) -> SafeString:
    """An SVG without style attributes, so that the strict policy for styles lets it through."""
    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(address)
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return format_html(
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}" shape-rendering="crispEdges"><path fill="currentColor" d="{}"/></svg>',
        len(rows), len(rows), _("QR code of the link below"), path,
    )  # fmt: skip
