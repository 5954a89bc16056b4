"""The demonstration counties."""

from tools.derive_demo_directory.cuijiang import CUIJIANG
from tools.derive_demo_directory.helan import HELAN
from tools.derive_demo_directory.jiansheng import JIANSHENG
from tools.derive_demo_directory.kandun import KANDUN
from tools.derive_demo_directory.yanting import YANTING

PLACES = {place.id: place for place in (HELAN, JIANSHENG, CUIJIANG, KANDUN, YANTING)}
