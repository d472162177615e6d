package dev.timestep.task.sequence;

import static dev.timestep.task.sequence.Reads.PLAIN;
import static dev.timestep.task.sequence.Reads.read;
import static dev.timestep.task.sequence.Reads.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.task.table.DateOrder;
import dev.timestep.task.table.ReadOptions;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LongReaderTest {

  private static final SequenceOptions TRIPS = PLAIN.withId("trip").withLabel("driver");

  @Test
  void rowsOfOneIdAreOneSequence() {
    SequenceSet set =
        read(
            "a.csv",
            "trip,speed,turn,driver\nA,1,0.5,ann\nA,2,,ann\nB,3,0.25,bob\nA2,4,0,ann\n",
            TRIPS);
    assertThat(set.reading().form()).isEqualTo(SequenceForm.LONG);
    assertThat(set.channels()).containsExactly("speed", "turn");
    assertThat(set.cases().stream().map(Sequence::id)).containsExactly("A", "B", "A2");
    assertThat(Reads.values(set, 0)).isEqualTo("[[1.0, 0.5], [2.0, NaN]]");
    assertThat(set.cases().get(1).label()).contains("bob");
    assertThat(set.classes()).containsExactly("ann", "bob");
  }

  @Test
  void timeOrdersTheSteps() {
    String text = "trip,at,speed,driver\nA,3,30,ann\nB,1,7,bob\nA,1,10,ann\nA,2,20,ann\n";
    SequenceSet set = read("a.csv", text, TRIPS.withTime("at"));
    assertThat(Reads.values(set, 0)).isEqualTo("[[10.0], [20.0], [30.0]]");
    assertThat(set.channels()).containsExactly("speed");
    assertThat(set.notes()).anyMatch(note -> note.startsWith("The rows of 1 of 2 sequences"));
    refused("a.csv", text, TRIPS)
        .hasMessageContaining("the id \"A\" stands in rows up to 2 and again from row 4")
        .hasMessageContaining("set time");
  }

  @Test
  void timesAreDatesOrHours() {
    SequenceSet dates =
        read(
            "a.csv",
            "trip,at,speed,driver\nA,2024-05-01 10:00:00,2,ann\nA,2024-05-01 09:30:00,1,ann\n",
            TRIPS.withTime("at"));
    assertThat(Reads.values(dates, 0)).isEqualTo("[[1.0], [2.0]]");
    refused("a.csv", "trip,at,speed,driver\nA,noon,2,ann\nA,ten,1,ann\n", TRIPS.withTime("at"))
        .hasMessageContaining("row 2, column at")
        .hasMessageContaining("\"noon\" is not a known form of time")
        .hasMessageContaining("Give its time-format");
    SequenceSet rows =
        read(
            "a.csv",
            "trip,at,speed,driver\nA,noon,2,ann\nA,ten,1,ann\n",
            TRIPS.withTime(SequenceOptions.NONE));
    assertThat(Reads.values(rows, 0)).isEqualTo("[[2.0], [1.0]]");
  }

  private static SequenceOptions at(UnaryOperator<ReadOptions> table) {
    SequenceOptions options = TRIPS.withTime("at");
    return options.withTable(table.apply(options.table()));
  }

  @Test
  void timesAreReadInTheFormsOfTables() {
    String points =
        "trip,at,speed,driver\nA,02.03.2024 09:30,3,ann\nA,01.03.2024 9:30,2,ann\n"
            + "A,29.02.2024 23:00,1,ann\n";
    SequenceSet dates = read("a.csv", points, TRIPS.withTime("at"));
    assertThat(Reads.values(dates, 0)).isEqualTo("[[1.0], [2.0], [3.0]]");
    String named = "trip,at,speed,driver\nA,2 May 2024,2,ann\nA,30 Apr 2024,1,ann\n";
    assertThat(Reads.values(read("a.csv", named, TRIPS.withTime("at")), 0))
        .isEqualTo("[[1.0], [2.0]]");
    // As numbers the first of these would be the later one.
    String packed = "trip,at,speed,driver\nA,28022024,1,ann\nA,01032024,2,ann\n";
    assertThat(Reads.values(read("a.csv", packed, TRIPS.withTime("at")), 0))
        .isEqualTo("[[1.0], [2.0]]");
    String odd = "trip,at,speed,driver\nA,2024!05!01,2,ann\nA,2024!04!30,1,ann\n";
    SequenceOptions pattern = at(table -> table.withTimeFormat("yyyy'!'MM'!'dd"));
    refused("a.csv", odd, TRIPS.withTime("at")).hasMessageContaining("time-format");
    assertThat(
            Reads.values(
                read("a.csv", odd, at(table -> table.withTimeFormat("yyyy'!'MM'!'dd"))), 0))
        .isEqualTo("[[1.0], [2.0]]");
    assertThat(read("a.csv", odd, pattern).reading().table().asked().timeFormat())
        .contains("yyyy'!'MM'!'dd");
  }

  @Test
  void dayAndMonthThatMayBeEitherAreRefused() {
    // The order of the rows says nothing: they are of two trips.
    String text =
        "trip,at,speed,driver\nA,05/01/2024,2,ann\nA,06/01/2024,3,ann\nB,01/02/2024,1,bob\n"
            + "B,02/02/2024,4,bob\n";
    refused("a.csv", text, TRIPS.withTime("at"))
        .hasMessageContaining("a.csv, row 2, column at: \"05/01/2024\" may be 2024-01-05 (dmy)")
        .hasMessageContaining("or 2024-05-01 (mdy)")
        .hasMessageContaining("Give date-order dmy or mdy.");
    SequenceOptions days = at(table -> table.withDateOrder(DateOrder.DAY_FIRST));
    SequenceSet train = read("a.csv", text, days);
    assertThat(train.reading().table().dateOrder()).isEqualTo(DateOrder.DAY_FIRST);
    String later = "trip,at,speed\nC,01/03/2024,2\nC,07/02/2024,1\n";
    SequenceSet set = read("b.csv", later, train.reading().options());
    assertThat(Reads.values(set, 0)).isEqualTo("[[1.0], [2.0]]");
    String american = "trip,at,speed\nC,01/30/2024,2\n";
    refused("b.csv", american, train.reading().options())
        .hasMessageContaining("\"01/30/2024\" does not exist")
        .hasMessageContaining("read as the model was trained: date-order=dmy");
    SequenceSet shown =
        read(
            "a.csv",
            "trip,at,speed,driver\nA,13/02/2024,1,ann\nA,14/02/2024,1,ann\n",
            TRIPS.withTime("at"));
    refused("b.csv", american, shown.reading().options())
        .hasMessageContaining("the dates are in the order mdy")
        .hasMessageContaining("Give date-order mdy if that is right");
  }

  @Test
  void clockTimesThatFallAreRefused() {
    String text = "trip,at,speed,driver\nA,23:59:59.5,1,ann\nA,23:59:59.75,2,ann\n";
    SequenceSet set = read("a.csv", text, TRIPS.withTime("at"));
    assertThat(Reads.values(set, 0)).isEqualTo("[[1.0], [2.0]]");
    String night = text + "A,00:00:00,3,ann\n";
    refused("a.csv", night, TRIPS.withTime("at"))
        .hasMessageContaining("a.csv, row 4, column at: the times of id \"A\" fall from")
        .hasMessageContaining("give time none");
    SequenceSet rows = read("a.csv", night, TRIPS.withTime(SequenceOptions.NONE));
    assertThat(Reads.values(rows, 0)).isEqualTo("[[1.0], [2.0], [3.0]]");
  }

  @Test
  void aDateAndATimeOfDayAreJoined() {
    String text =
        "trip,day,clock,speed,driver\nA,2024-05-02,00:10,3,ann\nA,2024-05-01,23:50,1,ann\n"
            + "A,2024-05-01,23:59,2,ann\n";
    SequenceSet set = read("a.csv", text, TRIPS.withTime("day+clock"));
    assertThat(Reads.values(set, 0)).isEqualTo("[[1.0], [2.0], [3.0]]");
    assertThat(set.reading().time()).contains("day+clock");
    SequenceSet later =
        read(
            "b.csv",
            "trip,clock,day,speed\nC,08:00,2024-06-02,2\nC,09:00,2024-06-01,1\n",
            set.reading().options());
    assertThat(Reads.values(later, 0)).isEqualTo("[[1.0], [2.0]]");
    assertThat(Reads.values(read("a.csv", text, TRIPS.withTime("2+3")), 0))
        .isEqualTo("[[1.0], [2.0], [3.0]]");
  }

  @Test
  void microsecondsOrderSteps() {
    String text =
        "trip,at,speed,driver\nA,2024-05-01 10:00:00.000002,2,ann\n"
            + "A,2024-05-01 10:00:00.000001,1,ann\n";
    assertThat(Reads.values(read("a.csv", text, TRIPS.withTime("at")), 0))
        .isEqualTo("[[1.0], [2.0]]");
  }

  @Test
  void aTimeThatComesTwiceIsRefused() {
    refused(
            "a.csv",
            "trip,at,speed,driver\nA,1,2,ann\nA,2,2,ann\nA,1,1,ann\n",
            TRIPS.withTime("at"))
        .hasMessageContaining("row 4, column at")
        .hasMessageContaining("in row 2 already");
  }

  @Test
  void aColumnCalledTimeThatRisesIsNoChannel() {
    SequenceSet set =
        read("a.csv", "trip,time,speed,driver\nA,1,10,ann\nA,2,20,ann\nB,1,3,bob\n", TRIPS);
    assertThat(set.channels()).containsExactly("speed");
    assertThat(set.reading().time()).contains("time");
    refused("a.csv", "trip,time,speed,driver\nA,2,10,ann\nA,1,20,ann\n", TRIPS)
        .hasMessageContaining("may be the time of the steps or a channel");
  }

  @Test
  void anIdHasOneLabelAndOneStaticValue() {
    refused("a.csv", "trip,speed,driver\nA,1,ann\nA,2,bob\n", TRIPS)
        .hasMessageContaining("in all rows of the id \"A\"")
        .hasMessageContaining("\"ann\" in row 2 and \"bob\" in row 3");
    SequenceOptions age = TRIPS.withStatics(List.of("age"));
    refused("a.csv", "trip,age,speed,driver\nA,30,1,ann\nA,31,2,ann\n", age)
        .hasMessageContaining("age (static)");
    SequenceSet set = read("a.csv", "trip,age,speed,driver\nA,30,1,ann\nA,30,2,ann\n", age);
    assertThat(set.cases().getFirst().statics()).containsExactly(30);
    assertThat(set.channels()).containsExactly("speed");
  }

  @Test
  void aColumnOfIdsWithRepeatsIsNoticed() {
    SequenceSet set = read("a.csv", "id,x,y,label\nA,1,2,a\nA,3,4,a\nB,5,6,b\n");
    assertThat(set.channels()).containsExactly("x", "y");
    assertThat(set.cases()).hasSize(2);
    assertThat(set.notes()).anyMatch(note -> note.contains("rows of one id"));
  }

  @Test
  void textAmongNumbersIsRefusedAndColumnsOfTextsAreSaid() {
    refused("a.csv", "trip,speed,driver\nA,1,ann\nA,fast,ann\nA,3,ann\n", TRIPS)
        .hasMessageContaining("row 3, column speed")
        .hasMessageContaining("fast");
    SequenceSet set = read("a.csv", "trip,car,speed,driver\nA,vw,1,ann\nA,vw,2,ann\n", TRIPS);
    assertThat(set.notes()).anyMatch(note -> note.contains("car"));
    assertThat(set.channels()).containsExactly("speed");
  }

  @Test
  void laterFilesMatchChannelsByName() {
    SequenceSet train =
        read(
            "a.csv",
            "trip,speed,turn,driver\nA,1,0.5,ann\nB,3,0.25,bob\n",
            TRIPS.withForm(SequenceForm.LONG));
    SequenceOptions later = train.reading().options();
    SequenceSet set = read("b.csv", "turn,more,speed,trip\n5,0,6,C\n7,0,8,C\n", later);
    assertThat(Reads.values(set, 0)).isEqualTo("[[6.0, 5.0], [8.0, 7.0]]");
    assertThat(set.cases().getFirst().label()).isEmpty();
    assertThat(set.notes()).contains("Not read, since the model does not know it: more.");
    refused("b.csv", "trip,velocity,turn\nC,1,2\n", later)
        .hasMessageContaining("expects the channels speed, turn")
        .hasMessageContaining("speed is not there, and velocity not known");
    refused("b.csv", "speed,turn\n1,2\n", later).hasMessageContaining("no column trip");
  }

  @Test
  void twoColumnsOfOneNameAndACaseWithoutAValueAreRefused() {
    String twins = "id,x,x,label\na,1,2,up\na,2,3,up\nb,1,1,down\nb,5,6,down\n";
    assertThatThrownBy(() -> Reads.read("a.csv", twins, SequenceOptions.defaults().withId("id")))
        .hasMessageContaining("two columns are called x, columns 2 and 3");
    String empty = "id,x,y,label\na,1,2,up\na,2,3,up\nb,,,down\nb,,,down\n";
    assertThatThrownBy(() -> Reads.read("a.csv", empty, SequenceOptions.defaults().withId("id")))
        .hasMessageContaining("id b")
        .hasMessageContaining("no value at all");
  }
}
