from .alert import Alert
from .banner import Banner
from .draft import Draft, Step
from .front import Front
from .layout import Layout, Slot
from .reading import Reading

__all__ = ["Alert", "Banner", "Draft", "Front", "Layout", "Reading", "Slot", "Step"]
