package dev.timestep.bench.cells;

import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What is trained on.
 *
 * @param time T
 * @param features F
 * @param units H
 * @param batch B
 */
record CellSize(int time, int features, int units, int batch) {
  static final CellSize USUAL = new CellSize(100, 32, 128, 32);

  /** Normal noise [B, T, F]. */
  Tensor inputs() {
    SplittableRandom random = new SplittableRandom(1);
    Tensor inputs = Tensor.zeros(batch, time, features);
    for (int at = 0; at < inputs.data().length; at++) {
      inputs.data()[at] = (float) random.nextGaussian() * 0.5f;
    }
    return inputs;
  }

  /** Lengths from T/2 to T. */
  Lengths lengths() {
    SplittableRandom random = new SplittableRandom(2);
    int shortest = time / 2;
    return Lengths.of(
        IntStream.range(0, batch)
            .map(b -> shortest + random.nextInt(time - shortest + 1))
            .toArray());
  }
}
