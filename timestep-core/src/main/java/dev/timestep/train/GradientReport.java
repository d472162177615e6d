package dev.timestep.train;

import dev.timestep.kernel.Vanishing;
import java.util.List;
import java.util.Locale;

/**
 * How large the gradients of one batch are: by parameter, and for recurrent layers by time step. It
 * shows whether gradients vanish or explode on their way back in time.
 *
 * @param loss of the batch
 * @param norm ‖g‖₂ over all trained parameters
 * @param parameters in the order of the model
 * @param layers recurrent layers, from the output to the input
 */
public record GradientReport(
    double loss, double norm, List<ParameterNorm> parameters, List<LayerFlow> layers) {

  /** A ratio of first to last step below this is called vanishing. */
  public static final double VANISHING = 1e-3;

  /** A ratio of first to last step above this is called exploding. */
  public static final double EXPLODING = 1e3;

  public GradientReport {
    parameters = List.copyOf(parameters);
    layers = List.copyOf(layers);
  }

  /** How a gradient fares on its way back in time. */
  public enum Verdict {
    /** The first steps hardly learn. */
    VANISHING,
    /** Neither of the two. */
    HEALTHY,
    /** The first steps dominate, or numbers overflow. */
    EXPLODING
  }

  /**
   * The gradient of one parameter.
   *
   * @param name of the parameter
   * @param norm ‖g‖₂
   * @param weightNorm ‖w‖₂
   */
  public record ParameterNorm(String name, double norm, double weightNorm) {}

  /**
   * The gradient of one recurrent layer's state, step by step.
   *
   * @param place the layer
   * @param normPerStep ‖∂loss/∂h_t‖₂ in the order in which the layer reads its sequences
   */
  public record LayerFlow(String place, List<Double> normPerStep) {
    public LayerFlow {
      normPerStep = List.copyOf(normPerStep);
    }

    /** Norm at the first step by norm at the last step that has any; 1 when none has. */
    public double ratio() {
      for (int t = normPerStep.size() - 1; t >= 0; t--) {
        if (normPerStep.get(t) != 0) {
          return normPerStep.getFirst() / normPerStep.get(t);
        }
      }
      return 1;
    }

    public Verdict verdict() {
      double ratio = ratio();
      boolean finite = normPerStep.stream().allMatch(Double::isFinite);
      if (!finite || ratio > EXPLODING) {
        return Verdict.EXPLODING;
      }
      return ratio < VANISHING ? Verdict.VANISHING : Verdict.HEALTHY;
    }

    /**
     * Steps over which the gradient lasts, back from the last step that has any: all of them unless
     * it is flushed (see {@link Vanishing}) before the first.
     */
    private int reach() {
      int last = normPerStep.size() - 1;
      while (last >= 0 && normPerStep.get(last) == 0) {
        last--;
      }
      int first = last;
      while (first >= 0 && normPerStep.get(first) != 0) {
        first--;
      }
      return last - first;
    }

    /** The verdict in plain words, with what to do about it. */
    public String sentence() {
      String name = place.isEmpty() ? "The recurrent layer" : place;
      if (verdict() == Verdict.VANISHING && ratio() == 0) {
        return String.format(
            Locale.ROOT,
            "%s: the gradient vanishes; it lasts over %d of %d steps back, and where it is smaller"
                + " than %.1e it counts as 0, so the first steps do not learn. Use an LSTM or GRU,"
                + " a shorter lookback, or layer norm.",
            name,
            reach(),
            normPerStep.size(),
            Vanishing.BOUND);
      }
      String form =
          switch (verdict()) {
            case VANISHING ->
                "%s: the gradient vanishes; over %s steps back it shrinks to %.1e of its size, so"
                    + " the first steps hardly learn. Use an LSTM or GRU, a shorter lookback, or"
                    + " layer norm.";
            case EXPLODING ->
                "%s: the gradient explodes; over %s steps back it grows by %.1e. Clip gradients by"
                    + " norm, lower the learning rate, or use an LSTM or GRU.";
            case HEALTHY ->
                "%s: the gradient is healthy; over %s steps back it keeps %.2g of its size.";
          };
      return String.format(Locale.ROOT, form, name, normPerStep.size(), ratio());
    }
  }

  /** The worst of the layers' verdicts: exploding before vanishing before healthy. */
  public Verdict verdict() {
    if (!Double.isFinite(norm) || has(Verdict.EXPLODING)) {
      return Verdict.EXPLODING;
    }
    return has(Verdict.VANISHING) ? Verdict.VANISHING : Verdict.HEALTHY;
  }

  private boolean has(Verdict wanted) {
    return layers.stream().anyMatch(layer -> layer.verdict() == wanted);
  }
}
