# Writes yeojohnson.csv: SciPy's Yeo-Johnson transform, and its best power around a line and a
# season, for TransformTest. Made with Python 3, NumPy and SciPy:
#
#   python3 yeojohnson.py > yeojohnson.csv
#
# Each line: what, power, numbers.
import numpy as np
from scipy.optimize import minimize_scalar
from scipy.stats import yeojohnson

draw = np.random.RandomState(5)
values = np.round(np.concatenate([[0.0], draw.standard_t(4, size=20) * 3]), 6)
print("values,," + ",".join("%.6f" % v for v in values))
for power in (0.0, 0.4, 1.0, 1.7, 2.0):
    print("transformed,%g," % power + ",".join("%.15g" % v for v in yeojohnson(values, power)))

t = np.arange(140)
series = np.round(np.exp(0.01 * t + 0.8 * np.sin(t * 2 * np.pi / 7) + draw.normal(size=140) * 0.3) - 1.5, 6)
design = np.column_stack([t] + [t % 7 == slot for slot in range(7)]).astype(float)


def loss(power):
    z = yeojohnson(series, power)
    rest = z - design @ np.linalg.lstsq(design, z, rcond=None)[0]
    n = len(z)
    return n / 2 * np.log(rest @ rest) - (power - 1) * np.sum(np.sign(series) * np.log1p(np.abs(series)))


print("series,," + ",".join("%.6f" % v for v in series))
print("best,,%.9f" % minimize_scalar(loss, bounds=(0, 2), method="bounded", options={"xatol": 1e-10}).x)
