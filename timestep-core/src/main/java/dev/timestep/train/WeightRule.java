package dev.timestep.train;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is done to weights beside the optimizer's rule; see {@link TrainerConfig#withRules}.
 *
 * <p>A rule acts on the parameters whose names match a pattern in which {@code *} stands for any
 * characters: {@code "*recurrent_kernel"}, {@code "0.lstm.*"}, {@code "*"}. A pattern that matches
 * nothing is refused. Rules that draw numbers do so as a function of seed and step, so that any
 * number of threads and a resumed run get the same bits.
 */
public sealed interface WeightRule {
  /** The names of the parameters on which it acts. */
  String pattern();

  /** L1 and L2 penalty: adds l1·Σ|w| + l2·Σw² to the loss, as Keras' regularizers do. */
  static WeightRule penalty(String pattern, double l1, double l2) {
    return new Penalty(pattern, l1, l2);
  }

  /** Decoupled weight decay: w ← w − η·λ·w before the optimizer's step. */
  static WeightRule decay(String pattern, double rate) {
    return new Decay(pattern, rate);
  }

  /** Max-norm: after each update, columns longer than {@code limit} are cut to it. */
  static WeightRule maxNorm(String pattern, double limit) {
    return new MaxNorm(pattern, limit);
  }

  /** Gradient noise of variance {@code eta} / (1 + t)^0.55 on all parameters. */
  static WeightRule gradientNoise(double eta) {
    return new GradientNoise("*", eta, 0.55);
  }

  /**
   * L1 and L2 penalty: the loss of a training step is larger by l1·Σ|w| + l2·Σw². That of a
   * validation is not.
   *
   * @param l1 weight of Σ|w|
   * @param l2 weight of Σw²
   */
  record Penalty(String pattern, double l1, double l2) implements WeightRule {
    public Penalty {
      Settings.inRange("A weight penalty", "an l1", l1, 0, Double.POSITIVE_INFINITY);
      Settings.inRange("A weight penalty", "an l2", l2, 0, Double.POSITIVE_INFINITY);
    }
  }

  /**
   * Weight decay that does not pass through the optimizer's means (Loshchilov and Hutter 2019).
   *
   * @param rate λ, multiplied by the learning rate of the step
   */
  record Decay(String pattern, double rate) implements WeightRule {
    public Decay {
      Settings.inRange("A weight decay", "a rate", rate, 0, Double.POSITIVE_INFINITY);
    }
  }

  /**
   * A limit on the norm of what flows into a unit (Srivastava et al. 2014; Keras' {@code MaxNorm}):
   * each column of a matrix [in, out], or a vector as a whole, w ← w · min(1, limit / ‖w‖₂).
   *
   * @param limit the largest norm, above 0
   */
  record MaxNorm(String pattern, double limit) implements WeightRule {
    public MaxNorm {
      Settings.positive("A max-norm", "a limit", limit);
    }
  }

  /**
   * Gradient noise (Neelakantan et al. 2015): g ← g + N(0, η / (1 + t)^γ) at step t from 0, after
   * clipping.
   *
   * @param eta η; 0.01, 0.3 or 1 in the paper
   * @param gamma γ; 0.55 in the paper
   */
  record GradientNoise(String pattern, double eta, double gamma) implements WeightRule {
    public GradientNoise {
      Settings.inRange("Gradient noise", "an eta", eta, 0, Double.POSITIVE_INFINITY);
      Settings.inRange("Gradient noise", "a gamma", gamma, 0, Double.POSITIVE_INFINITY);
    }
  }

  /** Whether it acts on the parameter of this name. */
  default boolean matches(String name) {
    String regex =
        Pattern.compile("\\*")
            .splitAsStream(pattern() + " ")
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.matches(regex, name + " ");
  }
}
