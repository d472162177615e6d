package dev.timestep.task.table.cells;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.Where;
import dev.timestep.task.table.read.CsvFiles;
import dev.timestep.task.table.read.TableReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

  @TempDir Path directory;
  CsvFiles csv;

  @BeforeEach
  void setUp() {
    csv = new CsvFiles(directory);
  }

  private static CsvTable table(Path file) {
    return CsvTable.read(file, ReadOptions.defaults());
  }

  private double[] numbers(String... lines) {
    CsvTable table = table(csv.write(lines));
    return table.numbers(table.column("y", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void findsTheDelimiter(String delimiter) {
    CsvTable table =
        table(
            csv.write(
                "date,y,text".replace(",", delimiter),
                "2020-01-01,1.5,\"a,b;c|d\""
                    .replace("1,", "1" + delimiter)
                    .replace("5,", "5" + delimiter),
                "2020-01-02,2.5,e".replace(",", delimiter)));
    assertThat(table.columns()).containsExactly("date", "y", "text");
    assertThat(table.text(0, 2)).isEqualTo("a,b;c|d");
    assertThat(table.numbers(1)).containsExactly(1.5, 2.5);
  }

  @Test
  void readsQuotesLineBreaksAndEscapedQuotes() {
    CsvTable table = table(csv.write("a,y", "\"two\nlines, and a \"\"quote\"\"\",1", "b,2"));
    assertThat(table.text(0, 0)).isEqualTo("two\nlines, and a \"quote\"");
    assertThat(table.line(1)).as("the line that an editor shows").isEqualTo(4);
  }

  @Test
  void namesColumnsItselfWhereThereIsNoHeader() {
    CsvTable table = table(csv.write("2020-01-01,1", "2020-01-02,2"));
    assertThat(table.columns()).containsExactly("c1", "c2");
    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.line(0)).isEqualTo(1);
    assertThat(table.notes()).containsExactly("No header row: the columns are called c1, c2.");
  }

  @Test
  void theUserDecidesAboutTheHeader() {
    Path years = csv.write("2019,2020", "1,2", "3,4");
    assertThat(table(years).rows()).isEqualTo(3);
    assertThat(CsvTable.read(years, ReadOptions.defaults().withHeader(true)).columns())
        .containsExactly("2019", "2020");
    Path words = csv.write("a,b", "c,d");
    assertThat(CsvTable.read(words, ReadOptions.defaults().withHeader(false)).rows()).isEqualTo(2);
  }

  @Test
  void readsDecimalCommas() {
    assertThat(numbers("date;y", "2020-01-01;1,5", "2020-01-02;-1.234,25"))
        .containsExactly(1.5, -1234.25);
    assertThat(numbers("date;y", "2020-01-01;1,534", "2020-01-02;2,125"))
        .as("semicolons part cells where the comma is the decimal sign")
        .containsExactly(1.534, 2.125);
  }

  @Test
  void readsGroupsOfThousands() {
    assertThat(numbers("date,y", "2020-01-01,\"1,234.5\"", "2020-01-02,\"12,345,678\""))
        .containsExactly(1234.5, 12345678);
    assertThat(numbers("date\ty", "2020-01-01\t1,234,567", "2020-01-02\t2,000"))
        .containsExactly(1234567, 2000);
  }

  @Test
  void asksWhenACommaMayMeanBoth() {
    Path file = csv.write("date\ty", "2020-01-01\t1,234", "2020-01-02\t2,345");
    assertThat(csv.refusal(file))
        .isEqualTo(
            "t.csv, row 2, column y: \"1,234\" may be 1234 or 1.234, and no other cell of the file"
                + " decides. Give decimal . for 1234, or decimal , for 1.234.");
    CsvTable comma = CsvTable.read(file, ReadOptions.defaults().withDecimal(','));
    assertThat(comma.numbers(1)).containsExactly(1.234, 2.345);
    CsvTable point = CsvTable.read(file, ReadOptions.defaults().withDecimal('.'));
    assertThat(point.numbers(1)).containsExactly(1234, 2345);
  }

  @Test
  void knowsTheMarksOfMissingCells() {
    assertThat(
            numbers(
                "x,y", "a,1", "a,", "a,NA", "a,NaN", "a,null", "a,?", "a,-", "a,N/A", "a, ", "a,2"))
        .containsExactly(
            1,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            2);
  }

  @Test
  void furtherMarksCanBeGivenAsTextOrNumber() {
    Path file = csv.write("x,y", "a,1", "a,gone", "a,-9999.0", "a,2");
    ReadOptions options = ReadOptions.defaults().withMissing(Set.of("Gone", "-9999"));
    assertThat(CsvTable.read(file, options).numbers(1))
        .containsExactly(1, Double.NaN, Double.NaN, 2);
  }

  @Test
  void readsNumbersInTheirUsualForms() {
    assertThat(numbers("x,y", "a,+1", "a,-.5", "a,2.", "a,1e3", "a,1.5E-2", "a,\u22127", "a, 8 "))
        .containsExactly(1, -0.5, 2, 1000, 0.015, -7, 8);
  }

  @Test
  void refusesWhatJavaAloneWouldTakeForANumber() {
    for (String cell : List.of("0x1p3", "1_000", ".", "--1", "1 2", "1e5e", "")) {
      assertThat(NumberCell.reading(cell) != Digits.Reading.NONE).as(cell).isFalse();
    }
  }

  @Test
  void refusesATextCellInANumericColumn() {
    Path file = csv.write("date,y", "2020-01-01,1", "2020-01-02,oops", "2020-01-03,3");
    assertThat(csv.refusal(file))
        .isEqualTo(
            "t.csv, row 3, column y: expected a number; found \"oops\". Correct the cell, or give"
                + " missing=\"oops\" if it marks a missing value.");
  }

  @Test
  void refusesATextColumnAndListsTheNumericOnes() {
    Path file = csv.write("date,y,z,w", "2020-01-01,sun,1,5", "2020-01-02,rain,2,6");
    assertThat(csv.refusal(file))
        .isEqualTo(
            "t.csv, row 2, column y: expected a number; found \"sun\". This column holds text. The"
                + " numeric columns are: z, w.");
  }

  @Test
  void refusesADecimalCommaAmongPoints() {
    assertThat(csv.refusal(csv.write("date;y", "2020-01-01;1.5", "2020-01-02;2,5")))
        .isEqualTo(
            "t.csv, column y: row 2 has \"1.5\" with '.' as decimal sign, row 3 has \"2,5\" with"
                + " ',' as decimal sign. Write all numbers of the column in one way.");
  }

  @Test
  void refusesInfiniteAndImmenseNumbers() {
    assertThat(csv.refusal(csv.write("date,y", "2020-01-01,1", "2020-01-02,-Inf")))
        .isEqualTo(
            "t.csv, row 3, column y: \"-Inf\" is infinite; expected a finite number. Correct the"
                + " cell, or give missing=-Inf to treat it as missing.");
    assertThat(csv.refusal(csv.write("date,y", "2020-01-01,1e999", "2020-01-02,2")))
        .isEqualTo(
            "t.csv, row 2, column y: 1e999 is beyond 1e100; expected a number that can be scaled."
                + " Correct the cell or change the unit of the column.");
  }

  @Test
  void refusesARaggedRow() {
    assertThat(csv.refusal(csv.write("date,y,z", "2020-01-01,1,2", "2020-01-02,3")))
        .isEqualTo(
            "t.csv, row 3: expected 3 cells, as in the header; found 2 (\"2020-01-02,3\"). Correct"
                + " the row; a cell that holds the delimiter needs quotes. If the line is no row of"
                + " the table, give skip-lines 3.");
    assertThat(csv.refusal(csv.write("date,y", "2020-01-01,1", "", "2020-01-02,3,4")))
        .startsWith("t.csv, row 4: expected 2 cells, as in the header; found 3");
  }

  @Test
  void refusesAHeaderWithoutRows() {
    assertThat(csv.refusal(csv.write("date,y")))
        .isEqualTo("t.csv: there is a header (date, y) but no row under it.");
    assertThat(csv.refusal(csv.write("date,y", ",", ",")))
        .isEqualTo("t.csv: there is a header (date, y) but no row under it.");
  }

  @Test
  void acceptsADelimiterAtTheEndOfEveryRow() {
    CsvTable table = table(csv.write("date,y", "2020-01-01,1,", "2020-01-02,2,"));
    assertThat(table.columns()).containsExactly("date", "y");
    assertThat(table.numbers(1)).containsExactly(1, 2);
    assertThat(csv.refusal(csv.write("date,y", "2020-01-01,1,", "2020-01-02,2")))
        .startsWith("t.csv, row 2: expected 2 cells");
  }

  @Test
  void saysWhatMayPartTheCells() {
    assertThat(csv.refusal(csv.write("date y", "2020-01-01 1", "2020-01-02 2")))
        .isEqualTo(
            "t.csv: there is no column \"y\". The columns are: date y. If another character than"
                + " comma, semicolon, tab or bar separates the cells, give delimiter, such as"
                + " delimiter \" \".");
  }

  @Test
  void leavesOutBlankRowsAtTheEnd() {
    CsvTable table = table(csv.write("date,y", "2020-01-01,1", "2020-01-02,2", ",", ","));
    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.notes()).containsExactly("2 lines (4-5) were left out: blank.");
  }

  @Test
  void refusesAQuoteThatIsNotClosed() {
    assertThat(csv.refusal(csv.write("date,y", "2020-01-01,1", "\"2020-01-02,2", "2020-01-03,3")))
        .isEqualTo(
            "t.csv, row 3: expected 2 cells, as in the header; found 1 (\"2020-01-02,2 2020-01-03,3"
                + " \"). Correct the row; look for a quote that is not closed.");
  }

  @Test
  void refusesAColumnThatIsNotThere() {
    Path file = csv.write("date,births,temp", "2020-01-01,1,2", "2020-01-02,3,4");
    assertThat(csv.refusal(() -> TableReader.read(file, List.of("birhts"), ReadOptions.defaults())))
        .isEqualTo(
            "t.csv: there is no column \"birhts\"; did you mean \"births\"? The columns are: date,"
                + " births, temp.");
    assertThat(
            csv.refusal(() -> TableReader.read(file, List.of("revenue"), ReadOptions.defaults())))
        .isEqualTo("t.csv: there is no column \"revenue\". The columns are: date, births, temp.");
  }

  @Test
  void upperAndLowerCaseMayDifferWhereThatIsClear() {
    Path file = csv.write("date,Births", "2020-01-01,1", "2020-01-02,3");
    TimeTable table = TableReader.read(file, List.of("births"), ReadOptions.defaults());
    assertThat(table.names()).containsExactly("Births");
  }

  @Test
  void refusesTwoColumnsOfOneNameOnlyWhenOneIsAskedFor() {
    Path file = csv.write("date,y,z,y", "2020-01-01,1,2,3", "2020-01-02,4,5,6");
    assertThat(csv.refusal(file))
        .isEqualTo(
            "t.csv, row 1: columns 2 and 4 are both called \"y\". Rename one of them in the"
                + " header.");
    assertThat(TableReader.read(file, List.of("z"), ReadOptions.defaults()).column("z"))
        .containsExactly(2, 5);
  }

  @Test
  void refusesTheTimeColumnAsTarget() {
    Path file = csv.write("date,y", "2020-01-01,1", "2020-01-02,2");
    assertThat(csv.refusal(() -> TableReader.read(file, List.of("date"), ReadOptions.defaults())))
        .isEqualTo(
            "t.csv: column \"date\" holds the time and cannot be a target or covariate as well."
                + " Name another column, or say with time where the time is.");
  }

  @Test
  void skipsCommentsAboveTheTableAndKeepsLineNumbers() {
    Path file = csv.write("# station 12", "# unit: mm", "date,y", "2020-01-01,1", "2020-01-02,x");
    assertThat(csv.refusal(file)).startsWith("t.csv, row 5, column y: expected a number");
    CsvTable header = table(csv.write("# station 12", "#date,y", "2020-01-01,1"));
    assertThat(header.columns()).containsExactly("date", "y");
    assertThat(header.line(0)).isEqualTo(3);
  }

  @Test
  void readsAllNumericColumnsWhenNoneIsNamed() {
    Path file = csv.write("date,a,text,b", "2020-01-01,1,x,2", "2020-01-02,3,y,4");
    assertThat(TableReader.read(file, List.of(), ReadOptions.defaults()).names())
        .containsExactly("a", "b");
    Path words = csv.write("date,a", "2020-01-01,x", "2020-01-02,y");
    assertThat(csv.refusal(() -> TableReader.read(words, List.of(), ReadOptions.defaults())))
        .isEqualTo("t.csv: no column holds numbers only. The columns are: date, a.");
  }

  @Test
  void readsTheRowsOfOneSeries() {
    Path file = csv.write("shop,y", "Elm,1", "Oak,2", " Elm ,3");
    ReadOptions elm = ReadOptions.defaults().withWhere(Where.parse("shop=Elm"));
    CsvTable table = CsvTable.read(file, elm);
    assertThat(table.numbers(1)).containsExactly(1, 3);
    assertThat(table.line(1)).isEqualTo(4);
    assertThat(table.notes()).contains("2 of 3 rows are read: those with shop=Elm.");
    ReadOptions ash = ReadOptions.defaults().withWhere(Where.parse("shop=Elms"));
    assertThat(csv.refusal(() -> CsvTable.read(file, ash)))
        .contains("column shop (where)", "Did you mean \"Elm\"?", "Its values are: Elm, Oak.");
  }

  @Test
  void leavesOutTheLinesThatAreNamed() {
    Path file = csv.write("station 7", "date,y", "unit,m", "2020-01-01,1", "2020-01-02,2");
    ReadOptions skip = ReadOptions.defaults().withSkipLines(Set.of(1, 3));
    CsvTable table = CsvTable.read(file, skip);
    assertThat(table.columns()).containsExactly("date", "y");
    assertThat(table.numbers(1)).containsExactly(1, 2);
    assertThat(table.line(0)).isEqualTo(4);
  }
}
