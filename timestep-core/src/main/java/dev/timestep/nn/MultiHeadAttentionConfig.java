package dev.timestep.nn;

import dev.timestep.nn.cell.Settings;
import dev.timestep.nn.cell.Weights;
import java.util.random.RandomGenerator;

/**
 * Settings of a {@link MultiHeadAttention}.
 *
 * @param units width of the projections and of the output
 * @param heads the units are cut into as many parts; must divide them
 * @param causal a step looks at itself and the steps before it; false by default, as in PyTorch
 * @param context how many steps a causal step looks at, itself included; 0 for all, the default.
 *     Needed to run step by step
 * @param dropout of the weights, while training; 0 by default
 * @param bias whether the projections have biases; true by default
 */
public record MultiHeadAttentionConfig(
    int units, int heads, boolean causal, int context, double dropout, boolean bias)
    implements AttentionConfig {
  public MultiHeadAttentionConfig {
    Settings.of("MultiHeadAttention").finite("dropout", dropout);
    Weights.checkUnits("MultiHeadAttention", units);
    if (heads < 1 || units % heads != 0) {
      throw new IllegalArgumentException(
          "MultiHeadAttention expects a number of heads that divides its units, "
              + units
              + "; received "
              + heads
              + ". Choose, for example, heads of 32 or 64 units.");
    }
    if (context < 0 || (context > 0 && !causal)) {
      throw new IllegalArgumentException(
          "MultiHeadAttention expects a context of 0 or more, and of 0 unless it is causal;"
              + " received "
              + context
              + (causal ? "." : ", not causal. Use context(n), which makes it causal."));
    }
    Dropout.checkRate("MultiHeadAttention", dropout);
  }

  /** Attention over all steps, with biases. */
  public static MultiHeadAttentionConfig of(int units, int heads) {
    return new MultiHeadAttentionConfig(units, heads, false, 0, 0, true);
  }

  /** The same, each step looking at itself and all before it. */
  public MultiHeadAttentionConfig asCausal() {
    return new MultiHeadAttentionConfig(units, heads, true, context, dropout, bias);
  }

  /** The same, each step looking at the last {@code steps} steps, itself included. */
  public MultiHeadAttentionConfig context(int steps) {
    return new MultiHeadAttentionConfig(units, heads, true, steps, dropout, bias);
  }

  /** The same with dropout of the weights. */
  public MultiHeadAttentionConfig dropout(double rate) {
    return new MultiHeadAttentionConfig(units, heads, causal, context, rate, bias);
  }

  /** The same with or without biases. */
  public MultiHeadAttentionConfig bias(boolean with) {
    return new MultiHeadAttentionConfig(units, heads, causal, context, dropout, with);
  }

  @Override
  public String kind() {
    return "multi_head_attention";
  }

  @Override
  public int outputFeatures(int memoryFeatures) {
    return units;
  }

  @Override
  public MultiHeadAttention build(int queryFeatures, int memoryFeatures, RandomGenerator random) {
    return new MultiHeadAttention(this, queryFeatures, memoryFeatures, random);
  }
}
