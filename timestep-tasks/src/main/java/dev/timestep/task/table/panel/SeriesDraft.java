package dev.timestep.task.table.panel;

import java.util.Arrays;

/** What is read of one series, before its rows are put on an axis. */
final class SeriesDraft {

  final String id;

  /** Positions among the different times of the file. */
  final IntLog times = new IntLog();

  final IntLog lines = new IntLog();
  final PanelValues[] values;
  final double[] statics;

  /** The cells of the static columns as they were first written; empty where none has a value. */
  final String[] staticCells;

  final int[] staticLines;

  /** Why the series cannot be used; empty while it can. */
  String bad = "";

  SeriesDraft(String id, int columns, int statics) {
    this.id = id;
    this.values = new PanelValues[columns];
    Arrays.setAll(values, column -> new PanelValues());
    this.statics = new double[statics];
    Arrays.fill(this.statics, Double.NaN);
    this.staticCells = new String[statics];
    Arrays.fill(staticCells, "");
    this.staticLines = new int[statics];
  }

  int rows() {
    return lines.size();
  }

  /** "series Elm", as messages begin. */
  String name() {
    return id.isEmpty() ? "the rows without an id" : "series " + id;
  }

  /** The first reason counts. */
  void refuse(String reason) {
    bad = bad.isEmpty() ? reason : bad;
  }

  SkippedSeries skipped() {
    return new SkippedSeries(id, rows(), lines.first(), lines.last(), bad);
  }
}
