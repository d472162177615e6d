package dev.timestep.task.table.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A file longer than its head is read as a short one is, and what comes later is checked. */
class TableStreamTest {

  private static final int HEAD = 400;

  private static TableStream open(String text, ReadOptions options) {
    return open(text.getBytes(StandardCharsets.UTF_8), options);
  }

  private static TableStream open(byte[] bytes, ReadOptions options) {
    return TableStream.open(new Bytes.Held("t.csv", bytes), options, HEAD);
  }

  private static List<String> lines(TableStream stream) {
    List<String> lines = new ArrayList<>();
    stream.read((line, cells) -> lines.add(line + ":" + String.join("|", cells)), share -> {});
    return lines;
  }

  /** A header and rows of distinct days, one of which is replaced. */
  private static String table(int rows, int at, String other) {
    StringBuilder text = new StringBuilder("date,y,name\n");
    for (int row = 0; row < rows; row++) {
      String day = java.time.LocalDate.of(2020, 1, 1).plusDays(row).toString();
      text.append(row == at ? other : day + "," + row + ",a\"".replace("\"", "")).append('\n');
    }
    return text.toString();
  }

  @Test
  void givesTheRowsThatATableHas() {
    for (String text :
        List.of(
            table(300, 250, "date,y,name"),
            table(300, 250, ",,"),
            table(300, 250, "Total,31,"),
            table(300, 250, "2020-09-07,\"1,5\",\"two\nlines\""),
            table(300, 3, "2020-01-04,3,\"two\nlines\""),
            table(300, 250, "2020-09-07,1.5,\u200bx\u00a0"),
            "A title\n\n" + table(300, 299, "Source: us,,"),
            table(300, -1, "").replace("\n", "\r\n"))) {
      CsvTable whole =
          CsvTable.read("t.csv", text.getBytes(StandardCharsets.UTF_8), ReadOptions.defaults());
      List<String> expected = new ArrayList<>();
      for (int row = 0; row < whole.rows(); row++) {
        expected.add(whole.line(row) + ":" + String.join("|", whole.row(row).cells()));
      }
      TableStream stream = open(text, ReadOptions.defaults());
      assertThat(lines(stream)).isEqualTo(expected);
      assertThat(stream.markedNotes()).isEqualTo(whole.markedNotes());
    }
  }

  @Test
  void leavesOutTheLinesThatTheUserNames() {
    ReadOptions options = ReadOptions.defaults().withSkipLines(Set.of(3, 200, 203));
    List<String> lines = lines(open(table(300, 198, "a line that is \" no row"), options));

    assertThat(lines).hasSize(297);
    assertThat(lines.get(196)).startsWith("199:");
    assertThat(lines.get(197)).startsWith("201:");
    assertThat(lines.get(199)).startsWith("204:");
  }

  @Test
  void readsOtherEncodings() {
    String text = table(300, 250, "2020-09-07,1,Ärger");
    for (Charset charset :
        List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            Charset.forName("windows-1252"))) {
      List<String> lines = lines(open(text.getBytes(charset), ReadOptions.defaults()));
      assertThat(lines).as(charset.name()).hasSize(300);
      assertThat(lines.get(250)).as(charset.name()).isEqualTo("252:2020-09-07|1|Ärger");
    }
  }

  @Test
  void namesTheRowThatHasAnotherNumberOfCells() {
    TableStream stream = open(table(300, 250, "2020-09-07,1,a,b"), ReadOptions.defaults());

    assertThatThrownBy(() -> lines(stream))
        .isInstanceOf(TableException.class)
        .hasMessage(
            "t.csv, row 252: expected 3 cells, as in the header; found 4 (\"2020-09-07,1,a,b\")."
                + " Correct the row; a cell that holds the delimiter needs quotes. If the line is"
                + " no row of the table, give skip-lines 252.");
    // The advice, followed.
    ReadOptions without = ReadOptions.defaults().withSkipLines(Set.of(252));
    assertThat(lines(open(table(300, 250, "2020-09-07,1,a,b"), without))).hasSize(299);
  }

  @Test
  void numbersOfTheRestMustFitThoseOfTheHead() {
    assertThat(refusal(table(300, 250, "2020-09-07,eleven,a")))
        .startsWith("t.csv, row 252, column y: expected a number; found \"eleven\".");
    assertThat(refusal(table(300, 250, "2020-09-07,5 kWh,a")))
        .contains("row 3 has \"1\", row 252 has \"5 kWh\"");
    assertThat(refusal(table(300, 250, "2020-09-07,inf,a")))
        .contains("row 252, column y: \"inf\" is infinite");
  }

  @Test
  void aDecimalSignMayShowLate() {
    String text = table(20_000, 3, "2020-01-04;1.344;a").replace(",", ";");
    assertThat(sum(text.replace("2020-09-07;250;", "2020-09-07;2,5;")))
        .isEqualTo(
            sum(text.replace("2020-09-07;250;", "2020-09-07;2,5;").replace("1.344", "1344")));
  }

  private static double sum(String text) {
    TableStream stream = open(text, ReadOptions.defaults());
    NumberCells numbers = stream.numbers(1);
    double[] sum = new double[1];
    stream.read((line, cells) -> sum[0] += numbers.read(line, cells), share -> {});
    return sum[0];
  }

  private static String refusal(String text) {
    TableStream stream = open(text, ReadOptions.defaults());
    NumberCells numbers = stream.numbers(1);
    try {
      stream.read((line, cells) -> numbers.read(line, cells), share -> {});
    } catch (TableException refusal) {
      return refusal.getMessage();
    }
    throw new AssertionError("must be refused");
  }

  @Test
  void readsNumbersAsATableDoes() {
    String[] cells = {
      "1",
      "-1",
      "007",
      "1.5",
      "-0.25",
      "1,234.5",
      "1e-9",
      "",
      "NA",
      "-",
      "(3.5)",
      "12345678901234567",
      "0.1234567890123456789",
      "123456789012.345",
      ".5",
      "5.",
      "+4",
      "\u22125"
    };
    StringBuilder text = new StringBuilder("row,y\n");
    Arrays.stream(cells).forEach(cell -> text.append("a,\"").append(cell).append("\"\n"));
    CsvTable table =
        CsvTable.read(
            "t.csv", text.toString().getBytes(StandardCharsets.UTF_8), ReadOptions.defaults());
    TableStream stream = open(text.toString(), ReadOptions.defaults());
    NumberCells numbers = stream.numbers(1);
    List<Double> read = new ArrayList<>();
    stream.read((line, row) -> read.add(numbers.read(line, row)), share -> {});

    assertThat(read)
        .containsExactly(Arrays.stream(table.numbers(1)).boxed().toArray(Double[]::new));
  }
}
