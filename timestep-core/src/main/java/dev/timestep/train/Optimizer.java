package dev.timestep.train;

import dev.timestep.kernel.Kernels;
import java.util.List;

/**
 * How gradients change weights: the settings of a rule and the rule itself. What a rule stores from
 * step to step is held by {@link OptimizerState}, so an optimizer is a plain value and a checkpoint
 * can hold its memory.
 *
 * <p>An implementation is a record: its {@code toString} is compared when training resumes. Its
 * rule works element by element, so that any split over threads gives the same bits.
 */
public interface Optimizer {
  /** Half the root of the largest float: what can be squared, and added up, in floats. */
  double SQUARABLE = 0.5 * Math.sqrt(Float.MAX_VALUE);

  /** The learning rate before any schedule. */
  double learningRate();

  /** Names of what is remembered of each weight; all of it starts at 0. */
  List<String> slots();

  /**
   * Updates a range of weights.
   *
   * @param kernels inner loops
   * @param range the weights, their gradients and slots
   * @param step which update of this optimizer this is, from 1
   * @param rate the learning rate of this step
   */
  void update(Kernels kernels, Range range, long step, double rate);

  /**
   * Whether a weight whose gradient is 0, and of which nothing but 0 is remembered, keeps its value
   * and its memory. Such weights are not visited then, which makes updates of a large table cheap
   * while a batch reads a few of its rows. False by default, which is always right.
   */
  default boolean leavesAtRest() {
    return false;
  }

  /**
   * The largest norm that a gradient may have: a rule that squares it in floats cannot take in more
   * than {@link #SQUARABLE}, as its memory would be infinite and the weight would never move again.
   * No limit by default.
   */
  default double largestGradient() {
    return Double.POSITIVE_INFINITY;
  }

  /**
   * A range of one parameter's weights: {@code count} numbers from {@code from} in every array.
   *
   * @param weights to be changed
   * @param gradient to be read, and left as it is
   * @param slots one array for each name of {@link #slots()}, to be changed
   */
  record Range(float[] weights, float[] gradient, float[][] slots, int from, int count) {}
}
