package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.Workers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The gates of a kernel [rows, G·H], each packed for products and cut into the columns that each
 * {@link Part} computes. Packed again only after the weights have changed.
 */
final class PackedGates {
  /** Floats below which packing is not shared among threads. */
  private static final int WORTH_SPLITTING = 1 << 15;

  private final Kernels kernels;
  private final Variable[] weights;
  private final int firstGate;
  private final int gates;
  private final int units;
  private final Part[] parts;
  private final boolean transposed;

  /** Rows of the weights as they are stored. */
  private final int rows;

  /** Where each part's first gate starts. */
  private final int[] partAt;

  /** Floats of one gate of each part. */
  private final int[] gateSize;

  /** Rows of several weights below each other; the weights themselves when there is one. */
  private final float @Nullable [] stacked;

  private final float[] packed;
  private final long[] versions;
  private final Workers.Body packOne = this::pack;

  private PackedGates(
      Tape tape,
      int firstGate,
      int gates,
      int units,
      Part[] parts,
      boolean transposed,
      Variable... weights) {
    this.kernels = tape.kernels();
    this.weights = weights;
    this.firstGate = firstGate;
    this.gates = gates;
    this.units = units;
    // Parts with all units read the same weights.
    this.parts = parts[0].width == units ? new Part[] {parts[0]} : parts;
    this.transposed = transposed;
    this.versions = new long[weights.length];
    Arrays.fill(versions, -1);
    int rowCount = 0;
    for (Variable one : weights) {
      rowCount += one.shape().dim(0);
    }
    this.rows = rowCount;
    this.partAt = new int[this.parts.length];
    this.gateSize = new int[this.parts.length];
    int size = 0;
    for (int at = 0; at < this.parts.length; at++) {
      Part part = this.parts[at];
      partAt[at] = size;
      gateSize[at] =
          transposed
              ? kernels.packedSize(units, backWidth(part))
              : kernels.packedSize(rows, part.width);
      size = Math.addExact(size, Math.multiplyExact(gates, gateSize[at]));
    }
    this.packed = tape.take(size);
    this.stacked = weights.length == 1 ? null : tape.take(rows * weights[0].shape().dim(1));
  }

  /**
   * For x·W[gate]: columns are a part's units. Several weights are stacked, as for [x h]·[W; U].
   */
  static PackedGates forward(
      Tape tape, int firstGate, int gates, int units, Part[] parts, Variable... weights) {
    return new PackedGates(tape, firstGate, gates, units, parts, false, weights);
  }

  /** For d·W[gate]ᵀ: columns are the rows of W, of a square W only a part's. */
  static PackedGates backward(Tape tape, int gates, int units, Part[] parts, Variable weights) {
    return new PackedGates(tape, 0, gates, units, parts, true, weights);
  }

  float[] data() {
    return packed;
  }

  /** Where a gate of a part starts. */
  int at(Part part, int gate) {
    int index = parts.length == 1 ? 0 : part.index;
    return partAt[index] + (gate - firstGate) * gateSize[index];
  }

  private int backWidth(Part part) {
    return part.width == units ? rows : part.width;
  }

  /** Packs unless the weights are as they were the last time. */
  void refresh(Workers workers) {
    if (isFresh()) {
      return;
    }
    float[] to = stacked;
    if (to != null) {
      int at = 0;
      for (Variable one : weights) {
        System.arraycopy(one.data(), 0, to, at, one.size());
        at += one.size();
      }
    }
    int tasks = parts.length * gates;
    if (packed.length < WORTH_SPLITTING) {
      for (int task = 0; task < tasks; task++) {
        pack(task);
      }
    } else {
      workers.parallel(tasks, packOne);
    }
  }

  private boolean isFresh() {
    boolean fresh = true;
    for (int at = 0; at < weights.length; at++) {
      Parameter parameter = weights[at].parameter();
      // What is not a parameter may have been computed again.
      long version = parameter == null ? -1 : parameter.version();
      fresh &= version >= 0 && version == versions[at];
      versions[at] = version;
    }
    return fresh;
  }

  private void pack(int task) {
    Part part = parts[task / gates];
    int gate = firstGate + task % gates;
    int columns = weights[0].shape().dim(1);
    float[] from = stacked == null ? weights[0].data() : stacked;
    if (transposed) {
      int firstRow = part.width == units ? 0 : part.unit;
      int start = firstRow * columns + gate * units;
      kernels.packTransposed(units, backWidth(part), from, start, columns, packed, at(part, gate));
    } else {
      int start = gate * units + part.unit;
      kernels.pack(rows, part.width, from, start, columns, packed, at(part, gate));
    }
  }
}
