package dev.timestep.bench.panel;

import dev.timestep.task.Source;
import dev.timestep.task.TaskListener;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.panel.PanelColumns;
import dev.timestep.task.table.panel.PanelPolicy;
import dev.timestep.task.table.panel.PanelReader;
import dev.timestep.task.table.panel.PanelSeries;
import dev.timestep.task.table.panel.PanelTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a generated table of many series, checks what was read, and prints the time and the memory.
 *
 * <pre>{@code
 * java -Xmx512m -cp … dev.timestep.bench.panel.PanelReading 2000 2000 by-series
 * java -Xmx2g   -cp … dev.timestep.bench.panel.PanelReading 20000 2000 by-date
 * }</pre>
 */
public final class PanelReading {

  private static final PanelColumns COLUMNS =
      new PanelColumns(
          "shop", List.of("sales"), List.of("temperature"), List.of("price", "promo"), List.of());

  private PanelReading() {}

  /** What reading took. */
  record Figures(long bytes, long rows, double seconds, long valueBytes, long heapBytes) {}

  /**
   * Reads a table of {@code series rows by-series|by-date [ragged]}, after a small one that is
   * checked.
   */
  public static void main(String[] arguments) throws IOException {
    boolean ragged = arguments.length == 4 && arguments[3].equals("ragged");
    boolean known = arguments.length == 3 || ragged;
    if (!known || !arguments[2].matches("by-series|by-date")) {
      System.err.println(
          "PanelReading expects series, rows, by-series or by-date, and perhaps ragged.");
      System.exit(2);
    }
    GeneratedPanel panel =
        new GeneratedPanel(
            Integer.parseInt(arguments[0]),
            Integer.parseInt(arguments[1]),
            arguments[2].equals("by-date"),
            ragged);
    Path folder = Files.createTempDirectory("panel");
    try {
      run(new GeneratedPanel(20, 400, panel.byDate(), ragged), folder);
      Figures figures = run(panel, folder);
      System.out.printf(
          Locale.ROOT,
          "%,d series of %,d rows %s (%,d MB): read in %.1f s, %,.0f rows a second; values take"
              + " %,d MB, the heap %,d MB of %,d MB.%n",
          panel.series(),
          panel.rows(),
          arguments[2] + (ragged ? " ragged" : ""),
          figures.bytes() >> 20,
          figures.seconds(),
          figures.rows() / figures.seconds(),
          figures.valueBytes() >> 20,
          figures.heapBytes() >> 20,
          Runtime.getRuntime().maxMemory() >> 20);
    } finally {
      Files.deleteIfExists(folder.resolve("panel.csv"));
      Files.deleteIfExists(folder);
    }
  }

  /** Generates, reads and checks. */
  static Figures run(GeneratedPanel panel, Path folder) throws IOException {
    Path file = folder.resolve("panel.csv");
    panel.write(file);
    long bytes = Files.size(file);
    long start = System.nanoTime();
    PanelTable table =
        PanelReader.read(
            Source.of(file),
            COLUMNS,
            ReadOptions.defaults(),
            PanelPolicy.DEFAULT,
            Optional.empty(),
            TaskListener.NONE);
    double seconds = (System.nanoTime() - start) / 1e9;
    check(panel, table);
    System.gc();
    long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    long values = 0;
    long rows = 0;
    for (PanelSeries series : table.series()) {
      rows += series.rows();
      for (String name : series.names()) {
        values += series.values(name).bytes();
      }
    }
    Files.delete(file);
    return new Figures(bytes, rows, seconds, values, used);
  }

  /** Every value must be what was written. */
  private static void check(GeneratedPanel panel, PanelTable table) {
    require(table.series().size() == panel.series(), "series", table.series().size());
    for (int at = 0; at < panel.series(); at++) {
      String id = GeneratedPanel.id(at);
      PanelSeries series = table.series(id).orElseThrow();
      int rows = panel.rows(at);
      require(series.rows() == rows, "rows of", at);
      require(
          series
              .axis()
              .local(rows)
              .toLocalDate()
              .equals(GeneratedPanel.START.plusDays(panel.first(at) + (long) rows)),
          "time after",
          at);
      for (int row = 0; row < rows; row++) {
        boolean same =
            series.value("sales", row) == GeneratedPanel.sales(at, row) / 100.0
                && series.value("price", row) == GeneratedPanel.price(at, row) / 100.0
                && series.value("promo", row) == GeneratedPanel.promo(at, row)
                && series.value("temperature", row) == GeneratedPanel.warmth(row) / 10.0;
        require(same, "values of row " + row + " of", at);
      }
    }
  }

  private static void require(boolean holds, String what, int which) {
    if (!holds) {
      throw new IllegalStateException("Read otherwise than written: " + what + " " + which);
    }
  }
}
