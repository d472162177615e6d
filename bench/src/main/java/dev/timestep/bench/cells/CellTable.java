package dev.timestep.bench.cells;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Results as a table for people and as JSON for programs. */
final class CellTable {
  private final List<Row> rows = new ArrayList<>();
  private final CellSize size;

  private record Row(CellEntry entry, CellDuel.Result whole, CellDuel.Result padded) {
    boolean isMet() {
      return whole.ratio() <= entry.goal() && padded.ratio() <= entry.goal();
    }

    String verdict() {
      return entry.hasGoal() ? isMet() ? "met" : "MISSED" : "";
    }
  }

  CellTable(CellSize size) {
    this.size = size;
  }

  /**
   * Adds a cell.
   *
   * @param whole measured over sequences of full length
   * @param padded measured with lengths
   */
  void add(CellEntry entry, CellDuel.Result whole, CellDuel.Result padded) {
    rows.add(new Row(entry, whole, padded));
  }

  /** Names of the cells that miss their goals. */
  List<String> missed() {
    return rows.stream().filter(row -> !row.isMet()).map(row -> row.entry.name()).toList();
  }

  String header() {
    return "A training step (T=%d, B=%d, F=%d, H=%d, Adam) in turn with the plain cell's; ratio: the"
            .formatted(size.time(), size.batch(), size.features(), size.units())
        + " median of the\nrounds' ratios and their quartiles; lengths from %d to %d.\n"
            .formatted(size.time() / 2, size.time())
        + line("", "ms", "ratio", "lengths ms", "ratio", "goal");
  }

  /** The last cell's line. */
  String lastLine() {
    Row row = rows.getLast();
    CellEntry entry = row.entry;
    String goal =
        entry.hasGoal()
            ? "%.1f of %s  %s".formatted(entry.goal(), plain(entry), row.verdict())
            : "none, of " + plain(entry);
    return line(
        entry.name(), ms(row.whole), ratio(row.whole), ms(row.padded), ratio(row.padded), goal);
  }

  private static String plain(CellEntry entry) {
    return entry.plain().name().toLowerCase(Locale.ROOT);
  }

  private static String line(
      String name, String ms, String ratio, String paddedMs, String paddedRatio, String goal) {
    return "%-38s %6s  %-17s %10s  %-17s %s"
        .formatted(name, ms, ratio, paddedMs, paddedRatio, goal)
        .stripTrailing();
  }

  private static String ms(CellDuel.Result result) {
    return String.format(Locale.ROOT, "%.2f", result.milliseconds());
  }

  private static String ratio(CellDuel.Result result) {
    return String.format(
        Locale.ROOT, "%.2f (%.2f-%.2f)", result.ratio(), result.low(), result.high());
  }

  /**
   * The results for programs.
   *
   * @param complete whether they are all that was asked for
   */
  String json(boolean complete) {
    JsonArray cells = new JsonArray();
    for (Row row : rows) {
      JsonObject cell = new JsonObject();
      cell.addProperty("name", row.entry.name());
      cell.addProperty("plain", plain(row.entry));
      if (row.entry.hasGoal()) {
        cell.addProperty("goal", row.entry.goal());
        cell.addProperty("met", row.isMet());
      }
      cell.add("full", json(row.whole));
      cell.add("lengths", json(row.padded));
      cells.add(cell);
    }
    JsonObject all = new JsonObject();
    all.addProperty("unit", "milliseconds");
    all.addProperty("T", size.time());
    all.addProperty("F", size.features());
    all.addProperty("H", size.units());
    all.addProperty("B", size.batch());
    all.addProperty("complete", complete);
    all.add("cells", cells);
    return new GsonBuilder().setPrettyPrinting().create().toJson(all) + "\n";
  }

  private static JsonObject json(CellDuel.Result result) {
    JsonObject json = new JsonObject();
    json.addProperty("milliseconds", result.milliseconds());
    json.addProperty("plainMilliseconds", result.plain());
    json.addProperty("ratio", result.ratio());
    json.addProperty("lowerQuartile", result.low());
    json.addProperty("upperQuartile", result.high());
    return json;
  }
}
