package dev.timestep.task.forecast.transform;

import dev.timestep.judge.NumberText;
import java.util.Arrays;

/**
 * A function of the values of one series, its parameters fixed, and its inverse. It rises
 * everywhere, so that quantiles map to quantiles: the inverse of a median is the median.
 *
 * <pre>{@code
 * Transform transform = TransformKind.BOX_COX.fit("elm", sales, 7);
 * double[] steady = transform.apply(sales);
 * double[] median = transform.invert(forecastOfSteady);
 * double mean = transform.mean(forecastOfSteady[0], variance);
 * }</pre>
 *
 * <p><b>Bias.</b> {@link #invert} of a forecast of the transformed series is the median of the
 * values where the errors are symmetric, which is right for the absolute error; {@link #mean} is
 * the mean, which is right for the squared error and for sums.
 *
 * <p>A missing value, NaN, stays missing. Immutable, and safe to share between threads.
 */
public sealed interface Transform {
  /** Which function this is. */
  TransformKind kind();

  /** The transformed value. */
  double apply(double value);

  /** The value that has this transform; the nearest one where none has. */
  double invert(double transformed);

  /**
   * The mean of the values whose transforms are distributed symmetrically, by the first two terms
   * of a Taylor series, {@code invert(z) + variance / 2 · invert''(z)}; exact for none, and for log
   * with normal errors.
   *
   * @param transformed the middle z of the transforms
   * @param variance of the transforms, 0 or more
   */
  double mean(double transformed, double variance);

  /** What it is, for people, without an article: {@code "Box-Cox transform with power 0.21"}. */
  default String words() {
    return switch (this) {
      case None one -> "values as they are";
      case Log one -> "logarithm";
      case BoxCox one -> "Box-Cox transform with power " + NumberText.figures(one.lambda);
      case YeoJohnson one -> "Yeo-Johnson transform with power " + NumberText.figures(one.lambda);
    };
  }

  /** {@link #apply(double)} of each value. */
  default double[] apply(double[] values) {
    return Arrays.stream(values).map(this::apply).toArray();
  }

  /** {@link #invert(double)} of each value. */
  default double[] invert(double[] transformed) {
    return Arrays.stream(transformed).map(this::invert).toArray();
  }

  /** The values as they are. */
  record None() implements Transform {
    @Override
    public TransformKind kind() {
      return TransformKind.NONE;
    }

    @Override
    public double apply(double value) {
      return value;
    }

    @Override
    public double invert(double transformed) {
      return transformed;
    }

    @Override
    public double mean(double transformed, double variance) {
      return transformed;
    }
  }

  /** The natural logarithm, for values above zero whose swings grow with their level. */
  record Log() implements Transform {
    @Override
    public TransformKind kind() {
      return TransformKind.LOG;
    }

    @Override
    public double apply(double value) {
      return Math.log(value);
    }

    @Override
    public double invert(double transformed) {
      return Math.exp(transformed);
    }

    @Override
    public double mean(double transformed, double variance) {
      return Math.exp(transformed + variance / 2);
    }
  }

  /**
   * The power transform of Box and Cox for values above zero, {@code ((y/unit)^λ - 1) / λ}, and
   * {@code log(y/unit)} for λ = 0. With 1 for λ the shape is kept, with 0 it is that of the
   * logarithm.
   *
   * <p>The inverse of a transform below the lowest one, {@code -1/λ} for λ above 0, is 0. With λ
   * below 0 there is a highest transform, {@code -1/λ}, and the inverse of any above it is
   * infinite; {@link TransformKind#fit} therefore takes no λ below 0. A value comes back with a
   * relative error of some 1e-16 · max(1, (y/unit)^-λ).
   *
   * <p>Source: G. E. P. Box, D. R. Cox, "An analysis of transformations", Journal of the Royal
   * Statistical Society B 26 (1964).
   *
   * @param lambda the power λ, from -1 to 2
   * @param unit a value of middle size, above 0, so that numbers stay near 0
   */
  record BoxCox(double lambda, double unit) implements Transform {
    /** Checks the numbers. */
    public BoxCox {
      Powers.require("Box-Cox", lambda, -1, unit);
    }

    @Override
    public TransformKind kind() {
      return TransformKind.BOX_COX;
    }

    @Override
    public double apply(double value) {
      return Powers.power(Math.log(value / unit), lambda);
    }

    @Override
    public double invert(double transformed) {
      return unit * Math.exp(Powers.logarithm(transformed, lambda));
    }

    @Override
    public double mean(double transformed, double variance) {
      double logarithm = Powers.logarithm(transformed, lambda);
      // v'' = (1 - λ) v^(1 - 2λ) for the value v over its unit.
      double curve = (1 - lambda) * Math.exp((1 - 2 * lambda) * logarithm);
      return Double.isInfinite(logarithm)
          ? invert(transformed)
          : unit * Math.max(0, Math.exp(logarithm) + variance / 2 * curve);
    }
  }

  /**
   * The power transform of Yeo and Johnson, for values of any sign: that of Box and Cox of {@code 1
   * + y/unit} above zero, with λ, and of {@code 1 - y/unit} below, with 2 - λ and the sign turned.
   * With 1 for λ nothing changes but the unit.
   *
   * <p>Source: I.-K. Yeo, R. A. Johnson, "A new family of power transformations to improve
   * normality or symmetry", Biometrika 87 (2000).
   *
   * @param lambda the power λ, from 0 to 2: every number is then the transform of a value
   * @param unit a value of middle size, above 0
   */
  record YeoJohnson(double lambda, double unit) implements Transform {
    /** Checks the numbers. */
    public YeoJohnson {
      Powers.require("Yeo-Johnson", lambda, 0, unit);
    }

    @Override
    public TransformKind kind() {
      return TransformKind.YEO_JOHNSON;
    }

    @Override
    public double apply(double value) {
      double scaled = value / unit;
      return scaled >= 0
          ? Powers.power(Math.log1p(scaled), lambda)
          : -Powers.power(Math.log1p(-scaled), 2 - lambda);
    }

    @Override
    public double invert(double transformed) {
      return transformed >= 0
          ? unit * Math.expm1(Powers.logarithm(transformed, lambda))
          : -unit * Math.expm1(Powers.logarithm(-transformed, 2 - lambda));
    }

    @Override
    public double mean(double transformed, double variance) {
      double power = transformed >= 0 ? lambda : 2 - lambda;
      double sign = transformed >= 0 ? 1 : -1;
      double logarithm = Powers.logarithm(sign * transformed, power);
      double curve = sign * (1 - power) * Math.exp((1 - 2 * power) * logarithm);
      return invert(transformed) + unit * variance / 2 * curve;
    }
  }
}
