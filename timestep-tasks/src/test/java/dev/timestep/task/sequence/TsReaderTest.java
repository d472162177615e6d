package dev.timestep.task.sequence;

import static dev.timestep.task.sequence.Reads.PLAIN;
import static dev.timestep.task.sequence.Reads.read;
import static dev.timestep.task.sequence.Reads.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TsReaderTest {

  private static final String HEAD =
      "# about\n@problemName Toy\n@timeStamps false\n@univariate false\n@dimensions 2\n";

  @Test
  void channelsBetweenColonsAndTheClassLast() {
    SequenceSet set =
        read(
            "toy.ts",
            HEAD
                + "@equalLength false\n@classLabel true wave circle rest\n@data\n"
                + "1,2,3:4,?,6:circle\n7:8.5:wave\n");
    assertThat(set.classes()).containsExactly("wave", "circle", "rest");
    assertThat(Reads.values(set, 0)).isEqualTo("[[1.0, 4.0], [2.0, NaN], [3.0, 6.0]]");
    assertThat(Reads.values(set, 1)).isEqualTo("[[7.0, 8.5]]");
    assertThat(set.cases().get(1).label()).contains("wave");
    Sequence second = set.cases().get(1);
    assertThat(set.called(second)).isEqualTo("line " + second.id());
    assertThat(set.channels()).containsExactly("channel_1", "channel_2");
    assertThat(set.notes()).anyMatch(note -> note.startsWith("Class rest is declared"));
  }

  @Test
  void theEndingDoesNotDecide() {
    assertThat(read("toy.csv", "@classLabel true a b\n@data\n1,2:a\n3,4:b\n").cases()).hasSize(2);
    assertThat(read("-", "1,2,a\n3,4,b\n5,6,a\n").cases()).hasSize(3);
  }

  @Test
  void channelsMayBeNamed() {
    String text = HEAD + "@classLabel true a b\n@data\n1,2:4,5:a\n7:8:b\n";
    SequenceSet set = read("toy.ts", text, PLAIN.withChannels(List.of("x", "y")));
    assertThat(set.channels()).containsExactly("x", "y");
    refused("toy.ts", text, PLAIN.withChannels(List.of("x")))
        .hasMessageContaining("expects 1 channel, as channels names them");
    refused("toy.ts", text, PLAIN.withId("case")).hasMessageContaining("Leave out id");
  }

  @Test
  void valuesMayCarryTheirTimes() {
    String head = "@timeStamps true\n@univariate false\n@classLabel true a b\n@data\n";
    SequenceSet set =
        read(
            "toy.ts",
            head
                + "(2007-01-01 00:00:00,1),(2007-01-01 01:00:00,2)"
                + ":(2007-01-01 00:00:00,3),(2007-01-01 01:00:00,?):a\n(0,5):(0,6):b\n");
    assertThat(Reads.values(set, 0)).isEqualTo("[[1.0, 3.0], [2.0, NaN]]");
    assertThat(set.notes()).anyMatch(note -> note.contains("distances in time are not read"));
    refused("toy.ts", head + "(0,5):(1,6):b\n")
        .hasMessageContaining("line 5")
        .hasMessageContaining("channel 2 has others than channel 1");
    refused("toy.ts", head + "(0,5),(0,6):(0,6),(0,7):b\n").hasMessageContaining("comes twice");
    refused("toy.ts", head + "1,2:3,4:b\n").hasMessageContaining("(time,value)");
  }

  @Test
  void casesWithoutClass() {
    SequenceSet set = read("toy.ts", "@univariate true\n@classLabel false\n@data\n1,2\n3\n");
    assertThat(set.cases()).hasSize(2).allMatch(one -> one.label().isEmpty());
    assertThat(set.notes()).contains("No case has a label.");
  }

  @Test
  void classesOfSeveralWords() {
    SequenceSet set =
        read("toy.ts", "@classLabel true walk up rest\n@data\n1,2:rest\n3,4:walk up\n");
    assertThat(set.classes()).containsExactly("walk up", "rest");
  }

  @Test
  void whatDoesNotAgreeIsRefusedWithItsLine() {
    String head = "@univariate true\n@classLabel true a b\n@data\n";
    refused("toy.ts", head + "1,2:a\n1,2:c\n")
        .hasMessageContaining("toy.ts, line 5")
        .hasMessageContaining("\"c\" is not one of those that @classLabel declares: a, b");
    refused("toy.ts", head + "1,2:3,4:a\n").hasMessageContaining("line 4: expects 1 channel");
    refused("toy.ts", head + "1,2\n").hasMessageContaining("line 4");
    refused("toy.ts", head + "1,x:a\n").hasMessageContaining("line 4, value 2: expects a number");
    refused("toy.ts", head + "1,1f:a\n").hasMessageContaining("received \"1f\"");
    refused("toy.ts", head + "1,inf:a\n").hasMessageContaining("expects a finite number");
    refused("toy.ts", head + "1:a\n:b\n").hasMessageContaining("line 5 has no value at all");
    refused("toy.ts", head).hasMessageContaining("holds no case");
    refused("toy.ts", HEAD + "@classLabel true a b\n@data\n1,2:3:a\n")
        .hasMessageContaining("channel 1 has 2 values, channel 2 has 1");
    refused("toy.ts", HEAD + "@classLabel true a b\n@data\n1,2:3,4:a\n1:2:3:b\n")
        .hasMessageContaining("received 3 channels");
  }

  @Test
  void badHeadsAreRefused() {
    refused("toy.ts", "@univariate true\n1,2:a\n").hasMessageContaining("Put @data above");
    refused("toy.ts", "@univariate yes\n@data\n1:a\n").hasMessageContaining("true or false");
    refused("toy.ts", "@univariate true\n@clasLabel true a\n@data\n1:a\n")
        .hasMessageContaining("did you mean @classlabel");
    refused("toy.ts", "@targetLabel true\n@data\n1:0.5\n")
        .hasMessageContaining("number to predict");
    refused("toy.ts", "@classLabel true\n@data\n1:a\n").hasMessageContaining("received none");
    refused("toy.ts", "@dimensions two\n@data\n1:a\n").hasMessageContaining("number of channels");
    refused("toy.ts", "@classLabel true a b\n").hasMessageContaining("a line @data");
    SequenceSet set =
        read(
            "toy.ts",
            "@univariate true\n@equalLength true\n@classLabel true a b\n@data\n1:a\n1,2:b\n");
    assertThat(set.notes()).anyMatch(note -> note.contains("1 to 2 steps"));
  }

  @Test
  void channelsOfALaterFileAreCounted() {
    SequenceSet train = read("toy.ts", HEAD + "@classLabel true a b\n@data\n1:4:a\n7:8:b\n");
    refused("one.csv", "t1,t2\n1,2\n", train.reading().options())
        .hasMessageContaining("expects sequences of 2 channels")
        .hasMessageContaining("received 1");
    SequenceSet wide = read("two.csv", "x_1,x_2,y_1,y_2\n1,2,3,4\n", train.reading().options());
    assertThat(Reads.values(wide, 0)).isEqualTo("[[1.0, 3.0], [2.0, 4.0]]");
  }
}
