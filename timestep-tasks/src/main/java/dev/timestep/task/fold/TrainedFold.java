package dev.timestep.task.fold;

import dev.timestep.autograd.Module;
import dev.timestep.train.EpochResult;
import java.util.List;

/**
 * One network, trained without the cases of a fold, and what it says of them.
 *
 * @param network the network
 * @param history its epochs
 * @param answers [case of the fold][output], such as logits
 */
public record TrainedFold<N extends Module>(
    N network, List<EpochResult> history, float[][] answers) {
  /** Takes a copy of the list. */
  public TrainedFold {
    history = List.copyOf(history);
  }
}
