package dev.timestep.task.table.cells;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.task.table.NumberForm;
import dev.timestep.task.table.NumberForm.Basis;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.read.CsvFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One decision for a column and a file, from all rows and from the delimiter. */
class DecimalSignsTest {

  @TempDir Path directory;
  CsvFiles csv;

  @BeforeEach
  void setUp() {
    csv = new CsvFiles(directory);
  }

  private CsvTable table(String... lines) {
    return CsvTable.read(csv.write(lines), ReadOptions.defaults());
  }

  private String refusal(CsvTable table, String column) {
    return csv.refusal(() -> table.numbers(table.column(column, "")));
  }

  @Test
  void semicolonsDoNotDecideBesideSmallWholeNumbers() {
    CsvTable table = table("d;y", "2020-01-01;1,344", "2020-01-02;987", "2020-01-03;1,020");
    assertThat(refusal(table, "y"))
        .contains("row 2, column y: \"1,344\" may be 1344 or 1.344, and no other cell");
    CsvTable fractions = table("d;y", "2020-01-01;1,344", "2020-01-02;2,987");
    assertThat(fractions.numbers(1)).containsExactly(1.344, 2.987);
  }

  @Test
  void smallWholeNumbersCountWithSignOrUnit() {
    assertThat(refusal(table("d,y", "a,1.344", "b,-987", "c,1.020"), "y"))
        .contains("may be 1.344 or 1344");
    assertThat(refusal(table("d,y", "a,1.344 kg", "b,987 kg", "c,1.020 kg"), "y"))
        .contains("\"1.344 kg\" may be 1.344 or 1344");
  }

  @Test
  void coordinatesDoNotDecideAboutWholeNumbers() {
    CsvTable table =
        table(
            "Datum;lat;Absatz",
            "01.02.2020;52.5200;1.344",
            "02.02.2020;52.5200;987",
            "03.02.2020;52.5200;1.111");
    assertThat(refusal(table, "Absatz"))
        .contains("column Absatz: \"1.344\" may be 1.344 or 1344; in column lat row 2 has")
        .contains("\"52.5200\" with '.' as decimal sign, but beside \"987\" (row 3) the '.' may")
        .contains("may part thousands. Give decimal . for 1.344, or decimal , for 1344.");
    Path file = csv.write("Datum;lat;y", "01.02.2020;52.52;1.344", "02.02.2020;52.52;987");
    assertThat(csv.read(file, ReadOptions.defaults().withDecimal(',')).column("y"))
        .containsExactly(1344, 987);
    assertThat(csv.read(file, ReadOptions.defaults().withDecimal('.')).column("y"))
        .containsExactly(1.344, 987);
  }

  @Test
  void monthsWithAPointAreNoEvidence() {
    for (String month : List.of("2020.11", "11.2020", "1.2020")) {
      String second = month.replace("11", "12").replace("1.", "2.");
      CsvTable table = table("Monat;y", month + ";1.344", second + ";2.520");
      assertThat(refusal(table, "y")).contains("no other cell of the file decides");
    }
  }

  @Test
  void thousandsOfAnotherColumnAreNamedForWhatTheyAre() {
    CsvTable table = table("d;id;y", "a;1.234.567;1.344", "b;1.234.568;1.987");
    assertThat(table.numbers(2)).containsExactly(1344, 1987);
    assertThat(table.notes(2))
        .containsExactly(
            "Column y: \"1.344\" is read as 1344, because column id has '.' between thousands.");
  }

  @Test
  void otherColumnsSettleThousandsWithAPoint() {
    CsvTable table =
        table(
            "Datum;Absatz;Umsatz;Temperatur",
            "01.02.2021;1.344;2.624,97;3,7",
            "02.02.2021;987;2.812,82;-2,5",
            "03.02.2021;1.503;886,96;3,9");
    assertThat(table.numbers(1)).containsExactly(1344, 987, 1503);
    assertThat(table.numbers(2)).containsExactly(2624.97, 2812.82, 886.96);
    assertThat(table.numbers(3)).containsExactly(3.7, -2.5, 3.9);
    assertThat(table.form(1)).isEqualTo(new NumberForm(',', Basis.FILE, ""));
    assertThat(table.form(2)).isEqualTo(new NumberForm(',', Basis.COLUMN, ""));
    assertThat(table.form(1).certain()).isTrue();
    assertThat(table.notes(1))
        .containsExactly(
            "Column Absatz: \"1.344\" is read as 1344, because column Umsatz has ',' as decimal"
                + " sign.");
  }

  @Test
  void theLastRowMayDecide() {
    List<String> lines = new ArrayList<>(List.of("date;y;z"));
    for (int i = 0; i < 3000; i++) {
      lines.add("x;1.344;7");
    }
    lines.add("x;1.344;7,5");
    CsvTable table = table(lines.toArray(String[]::new));
    assertThat(table.numbers(1)[0]).isEqualTo(1344);
    lines.set(3001, "x;1234.567;7");
    assertThat(table(lines.toArray(String[]::new)).numbers(1)[0]).isEqualTo(1.344);
    lines.set(3001, "x;1.234.567;7");
    assertThat(table(lines.toArray(String[]::new)).numbers(1)[0]).isEqualTo(1344);
    lines.set(3001, "x;0.123;7");
    assertThat(table(lines.toArray(String[]::new)).numbers(1)[0]).isEqualTo(1.344);
  }

  @Test
  void asksWhereNothingDecides() {
    String[] lines = {"Datum;Absatz", "01.02.2021;1.344", "02.02.2021;987", "03.02.2021;1.503"};
    String refusal = refusal(table(lines), "Absatz");
    assertThat(refusal)
        .isEqualTo(
            "t.csv, row 2, column Absatz: \"1.344\" may be 1.344 or 1344, and no other cell of the"
                + " file decides. Give decimal . for 1.344, or decimal , for 1344.");
    Path file = csv.write(lines);
    ReadOptions options = ReadOptions.defaults();
    CsvTable comma = CsvTable.read(file, options.withDecimal(','));
    assertThat(comma.numbers(1)).containsExactly(1344, 987, 1503);
    assertThat(comma.form(1).basis()).isEqualTo(Basis.OPTION);
    assertThat(CsvTable.read(file, options.withDecimal('.')).numbers(1))
        .containsExactly(1.344, 987, 1.503);
  }

  @Test
  void anOpenColumnThatIsNotUsedIsLeftAlone() {
    CsvTable table = table("date\ty\tz", "2021-01-01\t1.344\t7", "2021-01-02\t2.344\t8");
    assertThat(table.numbers(2)).containsExactly(7, 8);
    assertThat(table.form(2)).isEqualTo(new NumberForm('.', Basis.NONE, ""));
    assertThat(refusal(table, "y")).contains("\"1.344\" may be 1.344 or 1344");
  }

  @Test
  void theDelimiterDecides() {
    assertThat(table("date,y", "2021-01-01,1.344", "2021-01-02,2.344").form(1))
        .isEqualTo(new NumberForm('.', Basis.DELIMITER, ""));
    CsvTable comma = table("date;y", "2021-01-01;1,344", "2021-01-02;2,344");
    assertThat(comma.numbers(1)).containsExactly(1.344, 2.344);
    assertThat(comma.notes(1))
        .containsExactly(
            "Column y: \"1,344\" is read as 1.344, because of the character between the"
                + " cells. Give decimal . if it means 1344.");
  }

  @Test
  void wholeNumbersBesideItMakeAPointDoubtful() {
    CsvTable table = table("date,y", "2021-01-01,1.344", "2021-01-02,987", "2021-01-03,1.021");
    assertThat(refusal(table, "y")).contains("\"1.344\" may be 1.344 or 1344");
    CsvTable settled = table("date,y,z", "2021-01-01,1.344,2.5", "2021-01-02,987,3.5");
    assertThat(settled.numbers(1)).containsExactly(1.344, 987);
  }

  @Test
  void columnsThatAreCertainMayDiffer() {
    CsvTable table = table("date;y;z;w", "x;1.5;2,5;1.344", "x;1.7;2,7;2.344");
    assertThat(table.numbers(1)).containsExactly(1.5, 1.7);
    assertThat(table.numbers(2)).containsExactly(2.5, 2.7);
    assertThat(refusal(table, "w"))
        .isEqualTo(
            "t.csv, row 2, column w: \"1.344\" may be 1.344 or 1344; in column y row 2 has \"1.5\""
                + " with '.' as decimal sign, in column z row 2 has \"2,5\" with ',' as decimal"
                + " sign. Give decimal . for 1.344, or decimal , for 1344.");
  }

  @Test
  void datesClocksAndTextsAreNoEvidence() {
    for (String cell : new String[] {"01.02.2021", "9.30", "00.15", "v1.5", "10.0.0.1"}) {
      CsvTable table = table("day;y", cell + ";1.344", cell + ";2.344");
      assertThat(refusal(table, "y")).as(cell).contains("may be 1.344 or 1344");
    }
  }

  @Test
  void aWrongOptionIsAnsweredWithTheRightOne() {
    Path file = csv.write("date,y", "2021-01-01,1.5", "2021-01-02,2.5");
    CsvTable wrong = CsvTable.read(file, ReadOptions.defaults().withDecimal(','));
    assertThat(refusal(wrong, "y"))
        .isEqualTo(
            "t.csv, row 2, column y: expected a number; found \"1.5\". Give decimal . in its"
                + " place, or leave out decimal.");
    assertThat(CsvTable.read(file, ReadOptions.defaults()).numbers(1)).containsExactly(1.5, 2.5);
  }

  @Test
  void oneUnitIsLeftOutAndNamed() {
    CsvTable table =
        table("date,sales,margin,load", "a,\"$1,582.88\",31.2%,1538.6 kWh", "b,($5.5),0,2 kWh");
    assertThat(table.numbers(1)).containsExactly(1582.88, -5.5);
    assertThat(table.notes(1))
        .containsExactly(
            "Column sales: the numbers are read without their unit $.",
            "Column sales: numbers in parentheses are negative (row 3, \"($5.5)\").");
    assertThat(table.numbers(2)).containsExactly(31.2, 0);
    assertThat(table.notes(2))
        .containsExactly("Column margin holds percentages; the number before the % is read.");
    assertThat(table.numbers(3)).containsExactly(1538.6, 2);
    assertThat(table.form(3).unit()).isEqualTo("kWh");
  }

  @Test
  void unitsThatDifferAreRefused() {
    assertThat(refusal(table("x,y", "a,5 kWh", "b,5 MWh"), "y"))
        .isEqualTo(
            "t.csv, column y: row 2 has \"5 kWh\", row 3 has \"5 MWh\". One column needs one unit:"
                + " convert the numbers, and write all of them with the unit or all without.");
    assertThat(refusal(table("x,y", "a,0.31", "b,31%"), "y"))
        .startsWith("t.csv, column y: row 2 has \"0.31\", row 3 has \"31%\".");
    assertThat(refusal(table("x,y", "a,$5", "b,€5"), "y"))
        .startsWith("t.csv, column y: row 2 has \"$5\", row 3 has \"€5\".");
    assertThat(refusal(table("x,y", "a,$5", "b,5"), "y"))
        .startsWith("t.csv, column y: row 2 has \"$5\", row 3 has \"5\".");
  }

  @Test
  void aNumberInAnotherWritingIsNeverCalledMissing() {
    assertThat(refusal(table("x,y", "a,5", "b,5*"), "y"))
        .isEqualTo(
            "t.csv, row 3, column y: expected a number; found \"5*\". Write the cell as a plain"
                + " number.");
    for (String cell :
        new String[] {"<0.5", "~7", "12/3", "5-6", "7?", "1.2.3", "01.02.2021", "5 Jan 2021"}) {
      assertThat(refusal(table("x,y", "a,5", "b," + cell, "c,7"), "y"))
          .as(cell)
          .doesNotContain("missing");
    }
    assertThat(refusal(table("x,y", "a,$5", "b,$-"), "y"))
        .endsWith("Write 0, or leave the cell empty if the value is missing.");
  }

  @Test
  void adviceAboutMarksWorksWhenItIsFollowed() {
    Path file = csv.write("x,y", "a,5", "b,oops", "c,7");
    assertThat(csv.refusal(() -> CsvTable.read(file, ReadOptions.defaults()).numbers(1)))
        .endsWith("give missing=\"oops\" if it marks a missing value.");
    assertThat(CsvTable.read(file, ReadOptions.defaults().withMissing(Set.of("oops"))).numbers(1))
        .containsExactly(5, Double.NaN, 7);
    assertThat(refusal(table("x,y", "a,5", "b,\"out, of order\"", "c,7"), "y"))
        .as("the option would part the text at its comma")
        .endsWith("Correct the cell, or leave it empty if the value is missing.");
  }

  @Test
  void saysWhatATargetHoldsInPlaceOfNumbers() {
    assertThat(refusal(table("x,y,z", "a,True,1", "b,False,2"), "y"))
        .isEqualTo(
            "t.csv, row 2, column y: expected a number; found \"True\". This column holds yes-or-no"
                + " values; write them as 1 and 0 to use them. The numeric columns are: z.");
    assertThat(refusal(table("x,y", "a,2021-01-01", "b,2021-01-02"), "y"))
        .endsWith("This column holds times. No column of the table holds numbers only.");
  }

  @Test
  void marksOfSpreadsheetsAreMissing() {
    double[] values =
        table("x,y", "a,#N/A", "b,#NV", "c,#DIV/0!", "d,n.a.", "e,k.A.", "f,—", "g,...", "h,7")
            .numbers(1);
    assertThat(values).startsWith(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    assertThat(values).endsWith(Double.NaN, Double.NaN, 7);
  }

  @Test
  void errorsOfSpreadsheetsInOtherLanguagesAreMissing() {
    List<String> errors =
        List.of("#N/D", "#N/B", "#VALEUR!", "#NOM?", "#¡VALOR!", "#¿NOMBRE?", "#NÚM!", "Err:502");
    List<String> lines = new ArrayList<>(List.of("x,y", "a,7"));
    errors.forEach(error -> lines.add("b," + error));
    double[] expected = new double[1 + errors.size()];
    Arrays.fill(expected, Double.NaN);
    expected[0] = 7;
    assertThat(table(lines.toArray(String[]::new)).numbers(1)).containsExactly(expected);
  }
}
