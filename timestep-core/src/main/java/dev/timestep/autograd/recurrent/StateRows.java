package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Kernels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Brings states from batch order to sorted positions ({@link StepLayout}) and back: initial states,
 * final states, and the gradients of both.
 *
 * @param layout of the steps
 * @param places of the gradients
 * @param h units H
 * @param kernels for sums
 */
record StateRows(StepLayout layout, Places places, int h, Kernels kernels) {

  /** Each sequence's last state in batch order: its initial state where the length is 0. */
  void last(float[] states, Places at, float[] initial, float[] to) {
    for (int p = 0; p < layout.batch(); p++) {
      int length = layout.lengthAt(p);
      float[] from = length == 0 ? initial : states;
      int row = length == 0 ? p : at.row(length - 1, p);
      System.arraycopy(from, row * h, to, layout.sequenceAt(p) * h, h);
    }
  }

  /** An initial state by sorted position, in {@code buffer} if it has to be sorted. */
  float[] sorted(@Nullable Variable initial, float[] buffer) {
    if (initial == null) {
      return buffer;
    }
    if (layout.inPlace()) {
      return initial.data();
    }
    for (int p = 0; p < layout.batch(); p++) {
      System.arraycopy(initial.data(), layout.sequenceAt(p) * h, buffer, p * h, h);
    }
    return buffer;
  }

  /** A final state's gradient by sorted position, zeros if there is none. */
  void sortedGradient(Variable last, float[] to) {
    if (!last.hasGradient()) {
      Arrays.fill(to, 0, places.sequenceRows() * h, 0f);
      return;
    }
    for (int p = 0; p < layout.batch(); p++) {
      int place = places.sequence(p) * h;
      System.arraycopy(last.gradient(), layout.sequenceAt(p) * h, to, place, h);
    }
  }

  /** Adds a gradient by sorted position to an initial state's gradient. */
  void addInitialGradient(@Nullable Variable initial, float[] gradient) {
    if (initial != null && initial.requiresGradient()) {
      for (int p = 0; p < layout.batch(); p++) {
        int place = places.sequence(p) * h;
        kernels
            .elementwise()
            .axpy(h, 1f, gradient, place, initial.gradient(), layout.sequenceAt(p) * h);
      }
    }
  }
}
