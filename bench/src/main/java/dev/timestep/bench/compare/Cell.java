package dev.timestep.bench.compare;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The recurrent cells that all contenders have. */
enum Cell {
  RNN(1),
  GRU(3),
  LSTM(4);

  /** Blocks of H columns in a weight matrix, in PyTorch's order: r z n (GRU), i f g o (LSTM). */
  final int gates;

  Cell(int gates) {
    this.gates = gates;
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
