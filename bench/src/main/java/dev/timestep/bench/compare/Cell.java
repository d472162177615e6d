package dev.timestep.bench.compare;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a layer computes: the recurrent cells that all contenders have, and convolutions. */
enum Cell {
  RNN(1, 0),
  GRU(3, 0),
  LSTM(4, 0),
  CONV1D(1, 1),
  CONV2D(1, 2);

  /** Blocks of H columns in a weight matrix, in PyTorch's order: r z n (GRU), i f g o (LSTM). */
  final int gates;

  /** Axes along which a kernel goes; 0 for a recurrent cell. */
  final int axes;

  Cell(int gates, int axes) {
    this.gates = gates;
    this.axes = axes;
  }

  boolean isConvolution() {
    return axes > 0;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Cell parse(String id, String shape) {
    for (Cell cell : values()) {
      if (cell.id().equals(id)) {
        return cell;
      }
    }
    String known = Arrays.stream(values()).map(Cell::id).collect(Collectors.joining(", "));
    throw new UsageException(
        "A shape begins with a cell ("
            + known
            + ") and a colon; received \""
            + shape
            + "\". Write for example lstm:T=60,F=12,H=96,B=48.");
  }
}
