package dev.timestep.kernel.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes the classes of register tiles, which are one text with other numbers. {@link
 * TileWriterTest} holds the files to what this writes.
 *
 * @param name of the class
 * @param what the first sentence of its comment
 * @param left where A lies
 * @param tiles what it has
 */
record TileWriter(String name, String what, Left left, List<Tile> tiles) {

  /** Where the elements of A lie that a step of {@code k} reads. */
  enum Left {
    /** In rows, {@code lda} floats apart. */
    ROWS,
    /** In rows that were copied to a constant distance. */
    COPIED_ROWS,
    /** Side by side, those of the next step at a constant distance. */
    STEPS
  }

  /**
   * A tile.
   *
   * @param rows of A
   * @param vectors of B, side by side: two to a panel
   * @param held old values that are loaded before the loop
   */
  record Tile(int rows, int vectors, int held) {
    String method() {
      return switch (vectors) {
        case 1 -> "rows" + rows + "Half";
        case 2 -> "rows" + rows;
        default -> "rows" + rows + "Panels" + vectors / 2;
      };
    }

    boolean spansPanels() {
      return vectors > 2;
    }
  }

  private static final int LINE = 100;

  /** All classes of tiles. */
  static List<TileWriter> all() {
    return List.of(
        new TileWriter(
            "NarrowTiles",
            "The tiles of {@link VectorGemm} for up to 256 bits, where there are 16 registers.",
            Left.ROWS,
            join(
                heights(6, 2, rows -> rows > 4 ? 3 : 0),
                heights(6, 1, rows -> 0),
                List.of(new Tile(1, 8, 0), new Tile(2, 4, 0)))),
        new TileWriter(
            "WideTiles",
            "The tiles of {@link VectorGemm} for 512 bits, where there are 32 registers.",
            Left.COPIED_ROWS,
            join(
                heights(12, 2, rows -> rows > 7 ? 3 : 0),
                heights(12, 1, rows -> 0),
                List.of(
                    new Tile(1, 8, 0), new Tile(2, 4, 0), new Tile(3, 4, 0), new Tile(4, 4, 0)))),
        new TileWriter(
            "NarrowStepTiles",
            "The tiles of {@link VectorTransposedGemm} for up to 256 bits: 16 registers.",
            Left.STEPS,
            heights(5, 2, rows -> rows > 4 ? 3 : 0)),
        new TileWriter(
            "WideStepTiles",
            "The tiles of {@link VectorTransposedGemm} for 512 bits: 32 registers.",
            Left.STEPS,
            heights(14, 2, rows -> rows > 7 ? 3 : 0)));
  }

  private static List<Tile> heights(int highest, int vectors, IntUnaryOperator held) {
    return IntStream.range(0, highest)
        .map(below -> highest - below)
        .mapToObj(rows -> new Tile(rows, vectors, held.applyAsInt(rows)))
        .toList();
  }

  @SafeVarargs
  private static List<Tile> join(List<Tile>... parts) {
    return Stream.of(parts).flatMap(List::stream).toList();
  }

  /** The file. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("package dev.timestep.kernel.vector;");
    lines.add("");
    lines.add("import static dev.timestep.kernel.vector.Lanes.LENGTH;");
    lines.add("import static dev.timestep.kernel.vector.Lanes.PANEL;");
    lines.add("import static dev.timestep.kernel.vector.Lanes.SPECIES;");
    if (left == Left.COPIED_ROWS) {
      lines.add("import static dev.timestep.kernel.vector.VectorScratch.ROW;");
    }
    if (left == Left.STEPS) {
      lines.add("import static dev.timestep.kernel.vector.VectorScratch.STEP;");
    }
    lines.add("");
    lines.add("import jdk.incubator.vector.FloatVector;");
    lines.add("");
    lines.add("/**");
    lines.add(" * " + what);
    lines.add(" *");
    lines.add(
        " * <p>Written by {@code TileWriter} of the tests; see {@link Tiles} for the reasons.");
    lines.add(" */");
    lines.add("final class " + name + " {");
    lines.add("");
    lines.add("  private " + name + "() {}");
    lines.add("");
    addChoice(lines, "run", tiles.stream().filter(tile -> tile.vectors == 2).toList());
    addChoice(lines, "runHalf", tiles.stream().filter(tile -> tile.vectors == 1).toList());
    addChoice(lines, "runPanels", tiles.stream().filter(Tile::spansPanels).toList());
    for (Tile tile : tiles) {
      addTile(lines, tile);
    }
    lines.removeLast();
    lines.add("}");
    return String.join("\n", lines) + "\n";
  }

  // ---------------------------------------------------------------- the choice of a tile

  private void addChoice(List<String> lines, String method, List<Tile> choice) {
    if (choice.isEmpty()) {
      return;
    }
    List<String> parameters = new ArrayList<>(parameters(choice.getFirst()));
    parameters.addFirst("int rows");
    addSignature(lines, method, parameters);
    String arguments =
        String.join(
            ", ",
            parameters(choice.getFirst()).stream()
                .map(parameter -> parameter.substring(parameter.lastIndexOf(' ') + 1))
                .toList());
    lines.add("    switch (rows) {");
    for (Tile tile : choice) {
      boolean last = tile.equals(choice.getLast());
      String label = last ? "default" : "case " + tile.rows;
      String call = tile.method() + "(" + arguments + ");";
      String line = "      " + label + " -> " + call;
      if (line.length() <= LINE) {
        lines.add(line);
      } else {
        lines.addAll(List.of("      " + label + " ->", "          " + call));
      }
    }
    lines.add("    }");
    lines.add("  }");
    lines.add("");
  }

  private List<String> parameters(Tile tile) {
    boolean several = tile.spansPanels();
    List<String> all = new ArrayList<>(List.of("int k", "float[] a", "int aOff"));
    if (left == Left.ROWS) {
      all.add("int lda");
    }
    all.addAll(List.of("float[] b", "int bOff"));
    if (several) {
      all.add("int panel");
    }
    all.addAll(List.of("float[] old", "int oldOff"));
    if (several) {
      all.add("int oldStep");
    }
    all.addAll(List.of("int oldLd", "float[] c", "int cOff", "int ldc"));
    return all;
  }

  private static void addSignature(List<String> lines, String method, List<String> parameters) {
    lines.add("  static void " + method + "(");
    for (String parameter : parameters) {
      String end = parameter.equals(parameters.getLast()) ? ") {" : ",";
      lines.add("      " + parameter + end);
    }
  }

  // ---------------------------------------------------------------- a tile

  private void addTile(List<String> lines, Tile tile) {
    addSignature(lines, tile.method(), parameters(tile));
    for (int row = 1; row < tile.rows && left == Left.ROWS; row++) {
      lines.add("    int a" + row + " = aOff + " + times(row, "lda") + ";");
    }
    for (int panel = 1; 2 * panel < tile.vectors; panel++) {
      lines.add("    int b" + panel + " = bOff + " + times(panel, "panel") + ";");
    }
    if (tile.spansPanels()) {
      lines.add("    int next = PANEL * oldStep;");
    }
    for (int held = 0; held < tile.held; held++) {
      int row = held / tile.vectors;
      String start = row == 0 ? "oldOff" : "oldOff + " + times(row, "oldLd");
      String old = old(start, held % tile.vectors);
      lines.add("    FloatVector held" + held + " = " + old + ";");
    }
    for (int row = 0; row < tile.rows; row++) {
      for (int vector = 0; vector < tile.vectors; vector++) {
        lines.add("    FloatVector " + sum(row, vector) + " = FloatVector.zero(SPECIES);");
      }
    }
    addLoop(lines, tile);
    addStores(lines, tile);
    lines.add("  }");
    lines.add("");
  }

  private void addLoop(List<String> lines, Tile tile) {
    lines.add("    for (int p = 0; p < k; p++) {");
    lines.add("      int step = p * PANEL;");
    if (left != Left.ROWS) {
      lines.add("      int at = aOff + " + (left == Left.STEPS ? "p * STEP" : "p") + ";");
    }
    for (int vector = 0; vector < tile.vectors; vector++) {
      String panel = vector < 2 ? "bOff" : "b" + vector / 2;
      String at = panel + " + step" + (vector % 2 == 0 ? "" : " + LENGTH");
      lines.add(
          "      FloatVector v" + vector + " = FloatVector.fromArray(SPECIES, b, " + at + ");");
    }
    for (int row = 0; row < tile.rows; row++) {
      String declared = row == 0 ? "FloatVector " : "";
      lines.add(
          "      " + declared + "e = FloatVector.broadcast(SPECIES, a[" + element(row) + "]);");
      for (int vector = 0; vector < tile.vectors; vector++) {
        String sum = sum(row, vector);
        lines.add("      " + sum + " = e.fma(v" + vector + ", " + sum + ");");
      }
    }
    lines.add("    }");
  }

  private String element(int row) {
    return switch (left) {
      case ROWS -> (row == 0 ? "aOff" : "a" + row) + " + p";
      case COPIED_ROWS -> row == 0 ? "at" : "at + " + times(row, "ROW");
      case STEPS -> row == 0 ? "at" : "at + " + row;
    };
  }

  private static void addStores(List<String> lines, Tile tile) {
    lines.add("    int from = oldOff;");
    lines.add("    int to = cOff;");
    for (int row = 0; row < tile.rows; row++) {
      if (row > 0) {
        lines.add("    from += oldLd;");
        lines.add("    to += ldc;");
      }
      for (int vector = 0; vector < tile.vectors; vector++) {
        int number = row * tile.vectors + vector;
        String added = number < tile.held ? "held" + number : old("from", vector);
        String at = vector == 0 ? "to" : "to + " + times(vector, "LENGTH");
        String sum = "    " + sum(row, vector) + ".add(" + added + ")";
        String store = ".intoArray(c, " + at + ");";
        if (sum.length() + store.length() <= LINE) {
          lines.add(sum + store);
        } else {
          lines.addAll(List.of(sum, "        " + store));
        }
      }
    }
  }

  /** What is added to a sum; {@code row} says where its row starts. */
  private static String old(String row, int vector) {
    String panel = vector < 2 ? "" : " + " + times(vector / 2, "next");
    String half = vector % 2 == 0 ? "" : " + LENGTH";
    return "FloatVector.fromArray(SPECIES, old, " + row + panel + half + ")";
  }

  private static String sum(int row, int vector) {
    return "s" + row + "v" + vector;
  }

  private static String times(int factor, String what) {
    return factor == 1 ? what : factor + " * " + what;
  }
}
