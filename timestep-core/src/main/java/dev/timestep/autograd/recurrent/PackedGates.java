package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.PackedCopy;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.ProductKernels;
import dev.timestep.kernel.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gates of a kernel [rows, G·H], each packed for products and cut into the columns that each
 * {@link Part} computes. The copy is kept with the weights and shared with all who read it so;
 * packed again only after the weights have changed.
 */
final class PackedGates {
  /** Floats below which packing is not shared among threads. */
  private static final int WORTH_SPLITTING = 1 << 15;

  /** How gates are packed, as a key of {@link Parameter#packedCopy}. */
  private record Gates(
      Kernels kernels,
      int firstGate,
      int gates,
      List<Integer> units,
      boolean transposed,
      List<Parameter> weights) {}

  private final Kernels kernels;
  private final ProductKernels products;
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

  private final int size;
  private final PackedCopy copy;
  private final PackedCopy.Packer packAll = this::packAll;
  private final Workers.Body packOne = this::pack;

  /** While packing: where to. */
  private float[] packed = {};

  /** While packing: by whom. */
  private @Nullable Workers workers;

  private PackedGates(
      Tape tape,
      int firstGate,
      int gates,
      int units,
      Part[] parts,
      boolean transposed,
      Variable... weights) {
    this.kernels = tape.kernels();
    this.products = kernels.products();
    this.weights = weights;
    this.firstGate = firstGate;
    this.gates = gates;
    this.units = units;
    // Parts with all units read the same weights.
    this.parts = parts[0].width == units ? new Part[] {parts[0]} : parts;
    this.transposed = transposed;
    int rowCount = 0;
    for (Variable one : weights) {
      rowCount += one.shape().dim(0);
    }
    this.rows = rowCount;
    this.partAt = new int[this.parts.length];
    this.gateSize = new int[this.parts.length];
    int all = 0;
    for (int at = 0; at < this.parts.length; at++) {
      Part part = this.parts[at];
      partAt[at] = all;
      gateSize[at] =
          transposed
              ? products.packedSize(units, backWidth(part))
              : products.packedSize(rows, part.width);
      all = Math.addExact(all, Math.multiplyExact(gates, gateSize[at]));
    }
    this.size = all;
    this.copy = copy();
  }

  /** The copy that is kept with the weights; one of its own where they are no parameters. */
  private PackedCopy copy() {
    List<Parameter> parameters = new ArrayList<>();
    for (Variable one : weights) {
      Parameter parameter = one.parameter();
      if (parameter == null) {
        return new PackedCopy();
      }
      parameters.add(parameter);
    }
    List<Integer> cuts = Arrays.stream(parts).map(part -> part.unit).toList();
    Gates way = new Gates(kernels, firstGate, gates, cuts, transposed, parameters);
    return parameters.getLast().packedCopy(way);
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
    return copy.data();
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
    long now = stamp();
    if (!copy.isFresh(now)) {
      this.workers = workers;
      copy.renew(now, size, packAll);
    }
  }

  private long stamp() {
    long sum = 0;
    for (Variable one : weights) {
      Parameter parameter = one.parameter();
      if (parameter == null) {
        // What is not a parameter may have been computed again.
        return PackedCopy.NEVER;
      }
      sum += parameter.version();
    }
    return sum;
  }

  private void packAll(float[] to) {
    packed = to;
    int tasks = parts.length * gates;
    if (workers == null || size < WORTH_SPLITTING) {
      for (int task = 0; task < tasks; task++) {
        pack(task);
      }
    } else {
      workers.parallel(tasks, packOne);
    }
  }

  private void pack(int task) {
    Part part = parts[task / gates];
    int gate = firstGate + task % gates;
    int columns = weights[0].shape().dim(1);
    int to = at(part, gate);
    if (transposed) {
      int firstRow = part.width == units ? 0 : part.unit;
      int start = firstRow * columns + gate * units;
      int width = backWidth(part);
      products.packTransposed(units, width, weights[0].data(), start, columns, packed, to);
      return;
    }
    int start = gate * units + part.unit;
    int row = 0;
    for (Variable one : weights) {
      int count = one.shape().dim(0);
      products.packRows(row, count, rows, part.width, one.data(), start, columns, packed, to);
      row += count;
    }
  }
}
