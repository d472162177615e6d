package dev.timestep.task.table.read;

import static dev.timestep.task.message.Setting.setting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.task.message.Message;
import dev.timestep.task.table.DateOrder;
import dev.timestep.task.table.Fill;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.LineNumbers;
import dev.timestep.task.table.ReadArguments;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableReading;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.Where;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A later file is read as the one before it, or the difference is named. */
class TableReadingTest {

  @TempDir Path directory;
  CsvFiles csv;

  @BeforeEach
  void setUp() {
    csv = new CsvFiles(directory);
  }

  private TableReading reading(ReadOptions options, String... lines) {
    return csv.read(csv.write(lines), options).reading();
  }

  @Test
  void theSignOfAnEarlierFileDecidesWhereALaterOneDoesNot() {
    TableReading german =
        reading(ReadOptions.defaults(), "d;y", "2021-01-01;1.344", "2021-01-02;2.624,97");
    assertThat(german.decimal()).contains(',');
    Path open = csv.write("d;y", "2021-01-03;1.345", "2021-01-04;1.346");
    assertThat(csv.refusal(open)).contains("\"1.345\" may be 1.345 or 1345", "decimal");
    assertThat(csv.read(open, german.options()).column("y")).containsExactly(1345, 1346);
  }

  @Test
  void aLaterFileThatShowsTheOtherSignIsRefusedUntilTheOptionIsGiven() {
    TableReading german =
        reading(ReadOptions.defaults(), "d;y", "2021-01-01;1,5", "2021-01-02;2.624,97");
    Path english = csv.write("d;y", "2021-01-03;1.5", "2021-01-04;2,624.97");
    assertThat(csv.refusal(() -> csv.read(english, german.options())))
        .contains("column y: its numbers have '.' as decimal sign", "trained on has ','")
        .endsWith("Give decimal . if that is right for this file.");
    TimeTable read = csv.read(english, german.options().withDecimal('.'));
    assertThat(read.column("y")).containsExactly(1.5, 2624.97);
  }

  @Test
  void theOrderOfDatesOfAnEarlierFileDecides() {
    TableReading american =
        reading(ReadOptions.defaults(), "d,y", "01/30/2021,1", "01/31/2021,2", "02/01/2021,3");
    assertThat(american.dateOrder()).isEqualTo(DateOrder.MONTH_FIRST);
    Path open = csv.write("d,y", "02/01/2021,1", "02/02/2021,2");
    TimeTable read = csv.read(open, american.options());
    assertThat(read.axis().local(0).toLocalDate()).hasToString("2021-02-01");
    assertThat(read.axis().text(2)).isEqualTo("02/03/2021");
    Path european = csv.write("d,y", "13/02/2021,1", "14/02/2021,2", "15/02/2021,3");
    assertThat(csv.refusal(() -> csv.read(european, american.options())))
        .contains("the dates are in the order dmy", "trained on are mdy")
        .contains("Give date-order dmy");
    ReadOptions asked = american.options().withDateOrder(DateOrder.DAY_FIRST);
    assertThat(csv.read(european, asked).axis().local(0).toLocalDate()).hasToString("2021-02-13");
  }

  @Test
  void whatWasAskedIsAskedAgain() {
    ReadOptions asked =
        ReadOptions.defaults().withMissing(Set.of("-9")).withFill(Fill.LINEAR).withTime("t2");
    TableReading reading =
        reading(asked, "t1,t2,y", "2021-01-05,2020-01-01,1", "2021-01-06,2020-01-02,2");
    assertThat(reading.asked()).isEqualTo(asked);
    assertThat(reading.time()).contains("t2");
    Path later =
        csv.write(
            "t1,t2,y",
            "2021-01-05,2020-01-01,1",
            "2021-01-06,2020-01-02,-9",
            "2021-01-07,2020-01-03,3");
    TimeTable read = csv.read(later, reading.options());
    assertThat(read.column("y")).containsExactly(1, 2, 3);
    assertThat(read.axis().text(0)).isEqualTo("2020-01-01");
  }

  @Test
  void aRefusalNamesWhatTheModelAdded() {
    TableReading reading =
        reading(
            ReadOptions.defaults().withTime("d").withFill(Fill.ZERO),
            "d,y",
            "2021-01-01,1",
            "2021-01-02,2");
    Path other = csv.write("day,y", "2021-01-01,1", "2021-01-02,2");
    assertThat(csv.refusal(() -> csv.read(other, reading.options())))
        .contains("no column \"d\" (time)")
        .endsWith(
            "(The file is read as the model was trained: time=d fill=zero. An option that is"
                + " given now is used in place of these.)");
    ReadOptions now = reading.options().withTime("day");
    assertThat(csv.read(other, now).rows()).isEqualTo(2);
  }

  @Test
  void aTimeInAnotherColumnIsNoted() {
    TableReading reading =
        reading(ReadOptions.defaults(), "datum,y", "2021-01-01,1", "2021-01-02,2");
    TimeTable read =
        csv.read(csv.write("date,y", "2021-01-01,1", "2021-01-02,2"), reading.options());
    assertThat(read.notes())
        .contains("Time is in column date; in the file that the model was trained on it is datum.");
  }

  @Test
  void linesBelowTheFirstRowAreSkippedInOneFileOnly() {
    ReadOptions skip = ReadOptions.defaults().withSkipLines(Set.of(1, 5));
    TableReading reading =
        reading(skip, "station 7", "d,y", "2021-01-01,1", "2021-01-02,2", "all,3");
    assertThat(reading.asked().skipLines()).containsExactly(1);
    Path later =
        csv.write(
            "station 7", "d,y", "2021-01-01,1", "2021-01-02,2", "2021-01-03,3", "2021-01-04,4");
    assertThat(csv.read(later, reading.options()).column("y")).containsExactly(1, 2, 3, 4);
    assertThat(List.copyOf(ReadArguments.of(skip).entrySet()))
        .singleElement()
        .hasToString(setting("skip-lines") + "=1,5");
    assertThat(new Message(ReadArguments.text(ReadArguments.of(skip.withDelimiter(';')))))
        .hasToString("delimiter=';' skip-lines=1,5");
    assertThat(reading.decimal()).isEqualTo(Optional.empty());
  }

  @Test
  void aRowInALineThatTheModelLeavesOutIsNamed() {
    TableReading reading =
        reading(
            ReadOptions.defaults().withSkipLines(Set.of(2)),
            "d,y",
            "day,1000 kWh",
            "2021-01-01,1",
            "2021-01-02,2");
    Path later = csv.write("d,y", "2021-01-03,3", "2021-01-04,4", "2021-01-05,5");
    assertThat(csv.read(later, reading.options()).notes())
        .contains(
            "Line 2 is left out as when the model was trained, but has the form of a row"
                + " (\"2021-01-03,3\"). Give skip-lines none if it is one.");
    ReadOptions none = reading.options().withSkipLines(LineNumbers.parse("none"));
    assertThat(csv.read(later, none).column("y")).containsExactly(3, 4, 5);
    Path alike = csv.write("d,y", "day,1000 kWh", "2021-01-03,3", "2021-01-04,4");
    TimeTable read = csv.read(alike, reading.options());
    assertThat(read.column("y")).containsExactly(3, 4);
    assertThat(read.notes()).noneMatch(note -> note.contains("form of a row"));
  }

  @Test
  void aRefusalSaysHowToTakeAnOptionBack() {
    TableReading reading =
        reading(
            ReadOptions.defaults().withWhere(Where.parse("s=a")),
            "s,d,y",
            "a,2021-01-01,1",
            "b,2021-01-01,8",
            "a,2021-01-02,2",
            "b,2021-01-02,9");
    Path single = csv.write("d,y", "2021-01-03,3", "2021-01-04,4");
    assertThat(csv.refusal(() -> csv.read(single, reading.options())))
        .contains("no column \"s\" (where)")
        .endsWith("; to do without, give where none.)");
    ReadOptions other = reading.options().withWhere(Where.parse("shop=a")).withFill(Fill.ZERO);
    assertThat(csv.refusal(() -> csv.read(single, other)))
        .as("no option of the model is in use")
        .contains("no column \"shop\" (where)")
        .doesNotContain("as the model was trained");
  }

  @Test
  void anotherUnitIsNamed() {
    TableReading percent =
        reading(ReadOptions.defaults(), "d,y", "2021-01-01,31.2%", "2021-01-02,31.5%");
    TimeTable read =
        csv.read(csv.write("d,y", "2021-01-01,0.312", "2021-01-02,0.315"), percent.options());
    assertThat(read.column("y")).containsExactly(0.312, 0.315);
    assertThat(read.notes())
        .contains(
            "Column y has no unit; in the file that the model was trained on it has %. The numbers"
                + " are taken as they are.");
  }

  @Test
  void fewRowsKeepTheRhythmOfTheEarlierFile() {
    ReadOptions options = ReadOptions.defaults();
    String[] lines = new String[49];
    lines[0] = "d,y";
    LocalDate monday = LocalDate.of(2021, 3, 1);
    for (int i = 0; i < 48; i++) {
      lines[i + 1] = monday.plusDays(7L * (i / 6) + i % 6) + "," + i;
    }
    TimeTable sixDays = csv.read(csv.write(lines), options);
    Frequency step = sixDays.axis().frequency();
    assertThat(sixDays.axis().text(48)).isEqualTo("2021-04-26");
    Path later = csv.write("d,y", "2021-04-29,1", "2021-04-30,2", "2021-05-01,3");
    assertThat(csv.read(later).axis().text(3)).as("on its own").isEqualTo("2021-05-02");
    TableReading reading = sixDays.reading().withStep(step);
    assertThat(csv.read(later, reading.options()).axis().text(3)).isEqualTo("2021-05-03");
    Path one = csv.write("d,y", "2021-05-01,3");
    assertThat(csv.read(one, reading.options()).axis().text(1)).isEqualTo("2021-05-03");
  }
}
