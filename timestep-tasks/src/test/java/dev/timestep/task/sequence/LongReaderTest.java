package dev.timestep.task.sequence;

import static dev.timestep.task.sequence.Reads.PLAIN;
import static dev.timestep.task.sequence.Reads.read;
import static dev.timestep.task.sequence.Reads.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
        .hasMessageContaining("ISO time");
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
    refused("b.csv", "trip,velocity,turn\nC,1,2\n", later)
        .hasMessageContaining("expects the channels speed, turn")
        .hasMessageContaining("speed is not there, and velocity not known");
    refused("b.csv", "speed,turn\n1,2\n", later).hasMessageContaining("no column trip");
  }
}
