package dev.timestep.task.forecast.ridge;

import dev.timestep.task.ridge.SharedInputsSolver;
import java.util.Arrays;

/**
 * The ridge weights of all steps for one penalty: the steps share their lag inputs, and each has
 * known features of its own.
 */
final class RidgeSolver {
  /** Steps solved at a time, so that memory does not grow with the horizon. */
  private static final int CHUNK = 16;

  private final RidgeMoments moments;
  private final SharedInputsSolver solver;

  /**
   * Factors the block of the lag inputs.
   *
   * @param moments sums over the training windows
   * @param lambda the penalty, added to each diagonal entry (each of which is n)
   */
  RidgeSolver(RidgeMoments moments, double lambda) {
    this.moments = moments;
    solver = new SharedInputsSolver(moments.lagLag, lambda);
  }

  /**
   * Weights on raw inputs of some targets and steps.
   *
   * @param steps ascending
   * @param targets which targets to keep
   */
  RidgeWeights solve(int[] steps, int[] targets) {
    RidgeMoments.Walk walk = moments.walk();
    var weights = RidgeWeights.zero(moments, steps, targets.length);
    for (int begin = 0; begin < steps.length; begin += CHUNK) {
      int[] chunk = Arrays.copyOfRange(steps, begin, Math.min(begin + CHUNK, steps.length));
      solveChunk(walk, chunk, targets, begin, weights);
    }
    return weights;
  }

  private void solveChunk(
      RidgeMoments.Walk walk, int[] steps, int[] targets, int begin, RidgeWeights weights) {
    int q = moments.known + moments.targets;
    double[][] cross = new double[moments.lagInputs][steps.length * q];
    double[][][] own = new double[steps.length][][];
    for (int s = 0; s < steps.length; s++) {
      walk.write(steps[s], cross, s * q);
      own[s] = moments.stepStep[steps[s]];
    }
    var solved = solver.solve(cross, own, moments.targets);
    for (int s = 0; s < steps.length; s++) {
      for (int i = 0; i < targets.length; i++) {
        weights.set(
            moments,
            (begin + s) * targets.length + i,
            steps[s],
            targets[i],
            solved.shared(),
            s * moments.targets + targets[i],
            solved.own()[s]);
      }
    }
  }
}
