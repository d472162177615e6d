package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Lengths;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What every fused recurrent op takes.
 *
 * @param x [T, B, F], time-major
 * @param kernel [F, G·H]
 * @param recurrentKernel [H, G·H]
 * @param bias [G·H], or null for none
 * @param h0 initial hidden state [B, H], or null for zeros
 * @param lengths real steps of each sequence, or null when all are full
 * @param reverse from each sequence's last real step to its first
 * @param directions how many layers share the threads at the time, 1 or 2
 */
public record RecurrentInputs(
    Variable x,
    Variable kernel,
    Variable recurrentKernel,
    @Nullable Variable bias,
    @Nullable Variable h0,
    @Nullable Lengths lengths,
    boolean reverse,
    int directions) {

  /** Whether an op over {@code other} has the sizes and lengths of one over these. */
  boolean isLike(RecurrentInputs other) {
    return x.shape().equals(other.x.shape())
        && kernel.shape().equals(other.kernel.shape())
        && recurrentKernel.shape().equals(other.recurrentKernel.shape())
        && Objects.equals(lengths, other.lengths);
  }

  /** The same with all threads to itself. */
  RecurrentInputs alone() {
    return new RecurrentInputs(x, kernel, recurrentKernel, bias, h0, lengths, reverse, 1);
  }

  /** All variables among these inputs and {@code more}; nulls are left out. */
  Variable[] variables(@Nullable Variable... more) {
    List<Variable> all = new ArrayList<>(List.of(x, kernel, recurrentKernel));
    addPresent(all, bias, h0);
    addPresent(all, more);
    return all.toArray(new Variable[0]);
  }

  private static void addPresent(List<Variable> all, @Nullable Variable... candidates) {
    for (Variable candidate : candidates) {
      if (candidate != null) {
        all.add(candidate);
      }
    }
  }
}
