package dev.timestep.bench.cells;

import dev.timestep.nn.cell.CellConfig;

/**
 * A cell that is measured.
 *
 * @param name as it is printed and asked for
 * @param plain the cell that it is held against
 * @param goal how many times the plain cell's time its own may be; infinite where there is no goal
 * @param config its settings
 */
record CellEntry(String name, Plain plain, double goal, CellConfig config) {
  /** The layers that have one hand-written op. */
  enum Plain {
    LSTM,
    GRU
  }

  boolean hasGoal() {
    return Double.isFinite(goal);
  }
}
