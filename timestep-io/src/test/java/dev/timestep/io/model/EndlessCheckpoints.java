package dev.timestep.io.model;

import dev.timestep.tensor.Tensor;
import dev.timestep.train.Schedule;
import dev.timestep.train.TrainingState;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Saves one checkpoint after the other until it is killed, and prints a dot when one is saved: the
 * n-th has n steps, and n in all its weights.
 */
final class EndlessCheckpoints {
  private static final int WEIGHTS = 1 << 18;

  private EndlessCheckpoints() {}

  public static void main(String[] arguments) {
    FileCheckpointStore store = new FileCheckpointStore(Path.of(arguments[0]));
    for (int saved = 1; ; saved++) {
      store.save(state(saved));
      System.out.print('.');
      System.out.flush();
    }
  }

  private static TrainingState state(int n) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    float[] weights = new float[WEIGHTS];
    Arrays.fill(weights, n);
    tensors.put("weights/0.dense.kernel", Tensor.of(weights, WEIGHTS));
    var counters =
        new TrainingState.Counters(
            n, n, 0, 0, n, List.of(), n, 1e-3, 0, 0, 0, 0, Schedule.Memory.start(), "portable");
    return new TrainingState(new LinkedHashMap<>(), counters, List.of(), tensors);
  }
}
