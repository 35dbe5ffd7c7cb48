import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from analysis.paper.style import use_report_style

mpl.use("agg")


@pytest.fixture(autouse=True)
def report_style():
    """Draw every test in the report style, and leave no figure and no rcParam behind."""
    with mpl.rc_context():
        use_report_style()
        yield
        plt.close("all")
