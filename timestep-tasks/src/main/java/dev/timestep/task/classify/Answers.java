package dev.timestep.task.classify;

import dev.timestep.kernel.Engine;
import dev.timestep.task.sequence.Sequence;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Whatever answers cases with probabilities: the network or an opponent.
 *
 * @param id the name in JSON and files
 * @param label the name in sentences
 * @param probabilities [case][class]
 */
record Answers(
    String id, String label, BiFunction<List<Sequence>, Engine, double[][]> probabilities) {
  double[][] of(List<Sequence> cases, Engine engine) {
    return probabilities.apply(cases, engine);
  }
}
