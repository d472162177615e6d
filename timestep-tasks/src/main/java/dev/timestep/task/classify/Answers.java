package dev.timestep.task.classify;

import dev.timestep.kernel.Engine;
import dev.timestep.task.sequence.Sequence;
import java.util.List;

/** Whatever answers cases with probabilities: the network or an opponent. */
interface Answers {
  /** The name in JSON and files. */
  String id();

  /** The name in sentences. */
  String label();

  /** [case][class]. */
  double[][] probabilities(List<Sequence> cases, Engine engine);
}
