package dev.timestep.nn;

import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a batch that a mask leaves, moved to the front of their rows and back, and what
 * Keras shows at the others: a masked step repeats the output before it, in the order of reading.
 */
record RealSteps(int time, List<int[]> steps) {

  /** The real steps of a mask [batch, time] of ones and zeros. */
  static RealSteps of(Tensor mask) {
    int time = mask.shape().dim(1);
    List<int[]> steps = new ArrayList<>();
    for (int b = 0; b < mask.shape().dim(0); b++) {
      int row = b;
      steps.add(IntStream.range(0, time).filter(t -> mask.get(row, t) != 0).toArray());
    }
    return new RealSteps(time, steps);
  }

  Lengths lengths() {
    return Lengths.of(steps.stream().mapToInt(row -> row.length).toArray());
  }

  /** From the places of the mask to the front of each row; zero behind. */
  Tensor gather(Tensor sequences) {
    return move(sequences, true);
  }

  /** From the front of each row to the places of the mask; zero at the others. */
  Tensor scatter(Tensor sequences) {
    return move(sequences, false);
  }

  private Tensor move(Tensor sequences, boolean toFront) {
    Tensor moved = Tensor.of(sequences.shape(), new float[sequences.data().length]);
    for (int b = 0; b < steps.size(); b++) {
      int[] row = steps.get(b);
      for (int s = 0; s < row.length; s++) {
        copy(sequences, moved, b, toFront ? row[s] : s, toFront ? s : row[s], 0, width(sequences));
      }
    }
    return moved;
  }

  /**
   * Some columns of outputs [batch, time, width] with masked steps as in Keras.
   *
   * @param before the initial state [batch, to − from], which is the output before the first; null
   *     for zeros
   */
  void repeat(Tensor outputs, int from, int to, boolean backwards, @Nullable Tensor before) {
    for (int b = 0; b < steps.size(); b++) {
      boolean[] real = new boolean[time];
      for (int t : steps.get(b)) {
        real[t] = true;
      }
      for (int s = 0; s < time; s++) {
        int t = backwards ? time - 1 - s : s;
        if (!real[t] && s > 0) {
          copy(outputs, outputs, b, backwards ? t + 1 : t - 1, t, from, to);
        } else if (!real[t]) {
          for (int j = from; j < to; j++) {
            outputs.set(before == null ? 0f : before.get(b, j - from), b, t, j);
          }
        }
      }
    }
  }

  private static void copy(
      Tensor from, Tensor to, int b, int step, int toStep, int first, int end) {
    for (int j = first; j < end; j++) {
      to.set(from.get(b, step, j), b, toStep, j);
    }
  }

  private static int width(Tensor sequences) {
    return sequences.shape().last();
  }
}
