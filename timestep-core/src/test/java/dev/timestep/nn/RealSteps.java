package dev.timestep.nn;

import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The steps of a batch that a mask leaves, moved to the front of their rows and back. */
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
        copy(sequences, moved, b, toFront ? row[s] : s, toFront ? s : row[s]);
      }
    }
    return moved;
  }

  /** Puts what {@code from} has at masked steps there in {@code to}. */
  void copyMasked(Tensor from, Tensor to) {
    for (int b = 0; b < steps.size(); b++) {
      boolean[] real = new boolean[time];
      for (int t : steps.get(b)) {
        real[t] = true;
      }
      for (int t = 0; t < time; t++) {
        if (!real[t]) {
          copy(from, to, b, t, t);
        }
      }
    }
  }

  private static void copy(Tensor from, Tensor to, int b, int step, int toStep) {
    for (int j = 0; j < width(from); j++) {
      to.set(from.get(b, step, j), b, toStep, j);
    }
  }

  private static int width(Tensor sequences) {
    return sequences.shape().last();
  }
}
