package dev.timestep.task.classify;

import dev.timestep.nn.Sequential;
import dev.timestep.train.EpochResult;
import java.util.List;

/**
 * One network, trained without the cases of a fold, and what it says of them.
 *
 * @param network the network
 * @param history its epochs
 * @param logits [case of the fold][class]
 */
record TrainedFold(Sequential network, List<EpochResult> history, float[][] logits) {
  /** Takes a copy of the list. */
  TrainedFold {
    history = List.copyOf(history);
  }
}
