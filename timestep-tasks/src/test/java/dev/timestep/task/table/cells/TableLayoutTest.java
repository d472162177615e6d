package dev.timestep.task.table.cells;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.task.table.LineNumbers;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.read.CsvFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that are no rows are left out and named, or refused with the option that helps. */
class TableLayoutTest {

  @TempDir Path directory;
  CsvFiles csv;

  @BeforeEach
  void setUp() {
    csv = new CsvFiles(directory);
  }

  private CsvTable table(String... lines) {
    return CsvTable.read(csv.write(lines), ReadOptions.defaults());
  }

  private CsvTable skipping(Path file, String lines) {
    return CsvTable.read(file, ReadOptions.defaults().withSkipLines(LineNumbers.parse(lines)));
  }

  @Test
  void aLoggerWritesALineAboveAndUnitsUnderItsHeader() {
    CsvTable table =
        table(
            "\"LOG4\",\"mast\",\"LX300\",\"11873\",\"5512\"",
            "\"TIMESTAMP\",\"RECORD\",\"Temp_Avg\"",
            "\"TS\",\"RN\",\"degC\"",
            "\"\",\"\",\"Avg\"",
            "\"2023-06-01 00:15:00\",48211,11.98",
            "\"2023-06-01 00:30:00\",48212,\"NAN\"",
            "\"2023-06-01 00:45:00\",48213,11.67");
    assertThat(table.columns()).containsExactly("TIMESTAMP", "RECORD", "Temp_Avg");
    assertThat(table.numbers(2)).containsExactly(11.98, Double.NaN, 11.67);
    assertThat(table.line(0)).isEqualTo(5);
    assertThat(table.notes())
        .containsExactly(
            "Line 1 was left out: above the table (\"LOG4\").",
            "2 lines (3-4) were left out: under the header, with units or kinds of value"
                + " (\"TS\"…).");
  }

  @Test
  void linesDrawnByDatabasesAreNoRows() {
    CsvTable psql =
        table(
            "    date    |  y  ",
            "------------+-----",
            " 2020-01-01 | 1.5",
            " 2020-01-02 | 2.5",
            "(2 rows)");
    assertThat(psql.columns()).containsExactly("date", "y");
    assertThat(psql.numbers(1)).containsExactly(1.5, 2.5);
    assertThat(psql.notes()).contains("Line 2 was left out: drawn, without a value.");
    CsvTable mysql =
        table(
            "+------------+------+",
            "| date       | y    |",
            "+------------+------+",
            "| 2020-01-01 |    5 |",
            "| 2020-01-02 |    6 |",
            "+------------+------+",
            "2 rows in set (0.00 sec)");
    assertThat(mysql.numbers(mysql.column("y", ""))).containsExactly(5, 6);
    assertThat(mysql.notes())
        .contains("3 lines (1, 3, 6) were left out: drawn, without a value.")
        .noneMatch(note -> note.contains("header again"));
    CsvTable sap = table("|-----|-----|", "|Datum|Menge|", "|-----|-----|", "|01.02.2020|1.234,5|");
    assertThat(sap.numbers(sap.column("Menge", ""))).containsExactly(1234.5);
  }

  @Test
  void theHeaderAgainMayBeWrittenInCapitals() {
    CsvTable table = table("date,y", "2020-01-01,5", "DATE,Y", "2020-01-02,6");
    assertThat(table.numbers(1)).containsExactly(5, 6);
    assertThat(table.notes()).containsExactly("Line 3 was left out: the header again.");
  }

  @Test
  void dashesAreMissingValuesInARowWithATime() {
    CsvTable table = table("d,y,z", "2020-01-01,1,2", "2020-01-02,---,---", "2020-01-03,3,4");
    assertThat(table.numbers(1)).containsExactly(1, Double.NaN, 3);
    CsvTable plain = table("y", "1", "---", "3");
    assertThat(plain.numbers(0)).containsExactly(1, Double.NaN, 3);
  }

  @Test
  void aNumberSignMayNameAColumn() {
    for (String sign : List.of("\t", ",")) {
      CsvTable table =
          table(
              "#,date,y".replace(",", sign),
              "1,2020-01-01,5".replace(",", sign),
              "2,2020-01-02,6".replace(",", sign));
      assertThat(table.columns()).containsExactly("#", "date", "y");
      assertThat(table.numbers(2)).containsExactly(5, 6);
      assertThat(table.notes()).isEmpty();
    }
  }

  @Test
  void aTitleWithAsManyCellsAsTheHeaderIsFoundByTheNameThatIsAskedFor() {
    Path file = csv.write("Sales 2020, all stores", "date,y", "2020-01-01,5", "2020-01-02,6");
    assertThat(csv.refusal(file))
        .contains("no column \"y\". Row 2 holds this text; give skip-lines 1 if that row");
    assertThat(csv.read(file, ReadOptions.defaults().withSkipLines(Set.of(1))).column("y"))
        .containsExactly(5, 6);
  }

  @Test
  void aLineAboveMayHaveAsManyCellsAsTheTable() {
    CsvTable table =
        table(
            "LOG4,mast,11873",
            "time,temp,rain",
            "UTC,degC,mm",
            "2023-06-01 00:15,1.5,0",
            "2023-06-01 00:30,2.5,0");
    assertThat(table.columns()).containsExactly("time", "temp", "rain");
    assertThat(table.numbers(1)).containsExactly(1.5, 2.5);
  }

  @Test
  void titlesAboveTheTableAreLeftOut() {
    CsvTable padded =
        table("Sales report,,", ",,", "Date,Sales,Margin", "2021-01-01,5,6", "2021-01-02,7,8");
    assertThat(padded.columns()).containsExactly("Date", "Sales", "Margin");
    assertThat(padded.numbers(1)).containsExactly(5, 7);
    assertThat(padded.notes())
        .containsExactly("Line 1 was left out: above the table (\"Sales report\").");
    CsvTable prose =
        table(
            "Station 5; data of the weather service, as of May",
            "Exported by me",
            "",
            "Datum;Regen",
            "01.05.2021;1,5",
            "02.05.2021;0,0");
    assertThat(prose.columns()).containsExactly("Datum", "Regen");
    assertThat(prose.numbers(1)).containsExactly(1.5, 0);
    assertThat(prose.line(0)).isEqualTo(5);
  }

  @Test
  void aLineWithSepNamesTheDelimiter() {
    for (String first : new String[] {"sep=;", "\"sep=;\"", "SEP=;", "sep=;;;"}) {
      CsvTable table = table(first, "date;y,z", "2021-01-01;1,5", "2021-01-02;2,5");
      assertThat(table.columns()).as(first).containsExactly("date", "y,z");
      assertThat(table.numbers(1)).containsExactly(1.5, 2.5);
      assertThat(table.line(0)).isEqualTo(3);
    }
    CsvTable odd = table("sep=^", "date^y", "2021-01-01^1", "2021-01-02^2");
    assertThat(odd.columns()).containsExactly("date", "y");
  }

  @Test
  void totalsWithoutATimeAreLeftOut() {
    for (String word : new String[] {"Total", "Grand Total", "Summe", "合计", "Total 2021", "Avg"}) {
      CsvTable table = table("date,y,z", "2021-01-01,1,2", "2021-01-02,3,4", ",,", word + ",4,6");
      assertThat(table.numbers(1)).as(word).containsExactly(1, 3);
      assertThat(table.notes())
          .containsExactly(
              "Line 5 was left out: a total or another summary without a time (\"" + word + "\").",
              "Line 4 was left out: blank.");
    }
    CsvTable between =
        table("date,shop,y", "2021-01-01,a,1", ",Subtotal,1", "2021-01-02,a,2", ",Total,3");
    assertThat(between.numbers(2)).containsExactly(1, 2);
  }

  @Test
  void aTotalWithATimeIsRefused() {
    Path file =
        csv.write(
            "date,kind,y",
            "2021-01-01,day,1",
            "2021-01-02,day,2",
            "2021-01-03,day,3",
            "2021-01-03,Subtotal,6",
            "2021-01-04,day,4");
    assertThat(csv.refusal(() -> CsvTable.read(file, ReadOptions.defaults())))
        .isEqualTo(
            "t.csv, row 5, column kind: \"Subtotal\" calls the row a total, but it looks like any"
                + " other row. Leave it out with skip-lines 5, or name it otherwise if it is a"
                + " row.");
    assertThat(skipping(file, "5").numbers(2)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void aTotalInAColumnOfNumbersIsRefused() {
    Path file =
        csv.write(
            "date,n,y",
            "2021-01-01,1,1",
            "2021-01-02,2,2",
            "2021-01-02,Total,3",
            "2021-01-03,3,4",
            "2021-01-04,4,5",
            "2021-01-04,Total,9");
    assertThat(csv.refusal(() -> CsvTable.read(file, ReadOptions.defaults())))
        .isEqualTo(
            "t.csv, row 4, column n: \"Total\" calls the row a total, but it looks like any other"
                + " row (2 rows in all). Leave it out with skip-lines 4,7, or name it otherwise"
                + " if it is a row.");
    assertThat(skipping(file, "4,7").numbers(2)).containsExactly(1, 2, 4, 5);
  }

  @Test
  void aTotalBelowRowsWithLabelsOfTheirOwnIsRefused() {
    Path file = csv.write("item,y", "first,1", "second,2", "third,3", "Total,6");
    assertThat(csv.refusal(() -> CsvTable.read(file, ReadOptions.defaults())))
        .startsWith("t.csv, row 5, column item: \"Total\" calls the row a total");
    assertThat(skipping(file, "5").numbers(1)).containsExactly(1, 2, 3);
    CsvTable events =
        table(
            "date,y,event",
            "2021-01-01,1,Total eclipse of the sun",
            "2021-01-02,2,Rain",
            "2021-01-03,3,Snow");
    assertThat(events.rows()).isEqualTo(3);
  }

  @Test
  void aSeriesThatIsCalledTotalIsOneOfSeveral() {
    CsvTable table =
        table(
            "date,sex,y",
            "2021,Men,1",
            "2021,Women,2",
            "2021,Total,3",
            "2022,Men,1",
            "2022,Women,2",
            "2022,Total,3");
    assertThat(table.rows()).isEqualTo(6);
  }

  @Test
  void headersOfJoinedFilesAreLeftOut() {
    CsvTable table =
        table(
            "date,y",
            "time,mm",
            "2021-01-01,1",
            "date,y",
            "time,mm",
            "2021-01-02,2",
            "\uFEFFdate,y",
            "2021-01-03,3");
    assertThat(table.numbers(1)).containsExactly(1, 2, 3);
    assertThat(table.notes()).contains("3 lines (4-5, 7) were left out: the header again.");
  }

  @Test
  void remarksBelowTheTableAreLeftOut() {
    CsvTable table =
        table(
            "date,y,z",
            "2021-01-01,1,2",
            "2021-01-02,3,4",
            "",
            "(2 rows affected)",
            "Source: Bureau of Tables,,",
            "Note: revised, see page 3, and 4");
    assertThat(table.numbers(1)).containsExactly(1, 3);
    assertThat(table.notes())
        .containsExactly(
            "3 lines (5-7) were left out: a remark, not a row (\"(2 rows affected)\"…).");
  }

  @Test
  void aDoubtfulLineIsRefusedWithTheOptionThatHelps() {
    Path file =
        csv.write("date,y", "2021-01-01,1", "Store B", "2021-01-02,2", "Store C", "2021-01-03,3");
    assertThat(csv.refusal(() -> CsvTable.read(file, ReadOptions.defaults())))
        .isEqualTo(
            "t.csv, row 3: expected 2 cells, as in the header; found 1 (\"Store B\"); 2 such rows"
                + " in all. Correct the row; a cell that holds the delimiter needs quotes. If these"
                + " lines are no rows of the table, give skip-lines 3,5.");
    assertThat(skipping(file, "3,5").numbers(1)).containsExactly(1, 2, 3);
    assertThat(csv.refusal(() -> skipping(file, "3")))
        .as("the lines that are skipped already stay skipped when the advice is followed")
        .endsWith("give skip-lines 3,5.");
  }

  @Test
  void aHeaderWithTooFewNamesIsRefusedByItsLine() {
    Path file = csv.write("sales of 2021", "date,y", "2021-01-01,1,7", "2021-01-02,2,8");
    assertThat(csv.refusal(() -> CsvTable.read(file, ReadOptions.defaults())))
        .isEqualTo(
            "t.csv, row 2: the line above the first row has 2 cells (\"date,y\"), but row 3 has 3."
                + " If commas are decimal signs, put such cells in quotes. If it names the columns,"
                + " give it as many cells as the rows; if the table has no header, give"
                + " skip-lines 1-2.");
    assertThat(skipping(file, "1-2").columns()).containsExactly("c1", "c2", "c3");
  }

  @Test
  void aSingleColumnOfDecimalCommasNeedsAnotherDelimiter() {
    Path file = csv.write("y", "1,5", "2,5", "3,7");
    assertThat(csv.refusal(() -> CsvTable.read(file, ReadOptions.defaults())))
        .isEqualTo(
            "t.csv, row 1: the line above the first row has 1 cell (\"y\"), but row 2 has 2. If the"
                + " comma is the decimal sign of a single column, give delimiter \";\". If it"
                + " names the columns, give it as many cells as the rows; if the table has no"
                + " header, give skip-lines 1.");
    CsvTable table = CsvTable.read(file, ReadOptions.defaults().withDelimiter(';'));
    assertThat(table.numbers(table.column("y", ""))).containsExactly(1.5, 2.5, 3.7);
  }

  @Test
  void skippedLinesDisturbNothing() {
    Path file =
        csv.write("a;b;c;\"d;e", "x;1,5;;;;;", "date,y", "2021-01-01,1.344", "2021-01-02,2.344");
    CsvTable table = skipping(file, "1-2");
    assertThat(table.columns()).containsExactly("date", "y");
    assertThat(table.numbers(1)).containsExactly(1.344, 2.344);
    assertThat(table.line(0)).isEqualTo(4);
  }

  @Test
  void blankLinesOfASeriesWithoutTimesAreMissingValues() {
    assertThat(table("y", "1", "", "3", "").numbers(0)).containsExactly(1, Double.NaN, 3);
    Path file = csv.write("y", "1", "", "3");
    assertThat(skipping(file, "3").numbers(0)).containsExactly(1, 3);
  }

  @Test
  void aTextInTheFirstRowIsNoUnit() {
    CsvTable table = table("date,y", "2021-01-01,oops", "2021-01-02,2");
    assertThat(csv.refusal(() -> table.numbers(1))).startsWith("t.csv, row 2, column y: expected");
  }

  @Test
  void yearsMayBeNamesWhenTheUserSaysSo() {
    Path file = csv.write("country,2019,2020", "China,1,2", "India,4,5");
    assertThat(csv.refusal(() -> CsvTable.read(file, ReadOptions.defaults()).column("2020", "")))
        .contains("Row 1 holds this text; give header true if that row names the columns.");
    CsvTable table = CsvTable.read(file, ReadOptions.defaults().withHeader(true));
    assertThat(table.numbers(table.column("2020", ""))).containsExactly(2, 5);
  }

  @Test
  void decimalCommasAmongCommasNeedQuotes() {
    assertThat(
            csv.refusal(
                () ->
                    CsvTable.read(
                        csv.write("date,y", "2021-01-01,1,5", "2021-01-02,2,5"),
                        ReadOptions.defaults())))
        .contains("If commas are decimal signs, put such cells in quotes.");
    assertThat(table("date,y", "2021-01-01,\"1,5\"", "2021-01-02,\"2,5\"").numbers(1))
        .containsExactly(1.5, 2.5);
  }

  @Test
  void theUserMayDenyAHeader() {
    Path file = csv.write("date,y", "2021-01-01,1", "2021-01-02,2");
    CsvTable table = CsvTable.read(file, ReadOptions.defaults().withHeader(false));
    assertThat(table.rows()).isEqualTo(3);
    CsvTable header =
        CsvTable.read(
            csv.write("title", "date,y", "2021-01-01,1"), ReadOptions.defaults().withHeader(true));
    assertThat(header.columns()).containsExactly("date", "y");
  }

  @Test
  void namesAreMatchedAsTheyAreSeen() {
    CsvTable table = table("date,sales\u00A0,Net  income\u200B,cafe\u0301", "2021-01-01,1,2,3");
    assertThat(table.columns()).containsExactly("date", "sales", "Net income", "café");
    assertThat(table.column("Net\u00A0Income", "")).isEqualTo(2);
    assertThat(table.column("SALES ", "")).isEqualTo(1);
    assertThat(csv.refusal(() -> table("date,s\u0430les", "2021-01-01,1").column("sales", "")))
        .contains(
            "did you mean \"s\u0430les\"? Letter 2 of the name in the file is U+0430 (CYRILLIC).");
  }

  @Test
  void cellsLoseBlanksThatCannotBeSeen() {
    TimeTable table =
        csv.read(csv.write("date,y", "\u200E2021-01-01\u00A0,1\u00A0", "2021-01-02,\u202F2"));
    assertThat(table.column("y")).containsExactly(1, 2);
    assertThat(table.axis().text(2)).isEqualTo("2021-01-03");
  }

  @Test
  void marksFromTheUserAreComparedAsNumbers() {
    Path file = csv.write("date;y", "a;-9.999", "b;-9999,0", "c;1,5");
    CsvTable table = CsvTable.read(file, ReadOptions.defaults().withMissing(Set.of("-9999")));
    assertThat(table.numbers(1)).containsExactly(Double.NaN, Double.NaN, 1.5);
    assertThat(List.of(table.isMissing(0, 1), table.isMissing(2, 1))).containsExactly(true, false);
  }
}
