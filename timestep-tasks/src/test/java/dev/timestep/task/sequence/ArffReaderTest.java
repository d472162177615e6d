package dev.timestep.task.sequence;

import static dev.timestep.task.sequence.Reads.PLAIN;
import static dev.timestep.task.sequence.Reads.read;
import static dev.timestep.task.sequence.Reads.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArffReaderTest {

  private static final String FLAT =
      "% about\n@relation 'Toy set'\n\n@attribute att1 numeric\n@ATTRIBUTE 'att2' REAL\n"
          + "@attribute att3 integer\n@attribute target {2, 1,'go up'}\n\n@data\n";

  private static final String BAGS =
      "@relation Toy\n@attribute relationalAtt relational\n  @attribute t1 numeric\n"
          + "  @attribute t2 numeric\n@end relationalAtt\n@attribute activity {Run,'Sit down'}\n"
          + "@data\n";

  @Test
  void oneAttributeAStep() {
    SequenceSet set = read("toy.arff", FLAT + "1,2.5,3,1\n% no case\n4,?,6,'go up'\n7,8,?,2\n");
    assertThat(set.classes()).containsExactly("2", "1", "go up");
    assertThat(set.channels()).containsExactly("value");
    assertThat(Reads.values(set, 0)).isEqualTo("[[1.0], [2.5], [3.0]]");
    assertThat(Reads.values(set, 1)).isEqualTo("[[4.0], [NaN], [6.0]]");
    assertThat(Reads.values(set, 2)).isEqualTo("[[7.0], [8.0]]");
    assertThat(set.cases().get(1).label()).contains("go up");
    assertThat(set.reading().label()).contains("target");
  }

  @Test
  void channelsStandInQuotes() {
    SequenceSet set = read("toy.arff", BAGS + "'1,2\\n3,4',Run\n\"5,?\\n6,?\",'Sit down'\n");
    assertThat(set.channels()).containsExactly("channel_1", "channel_2");
    assertThat(Reads.values(set, 0)).isEqualTo("[[1.0, 3.0], [2.0, 4.0]]");
    assertThat(Reads.values(set, 1)).isEqualTo("[[5.0, 6.0]]");
    assertThat(set.classes()).containsExactly("Run", "Sit down");
    refused("toy.arff", BAGS + "'1,2\\n3,4',Run\n'1,2',Run\n")
        .hasMessageContaining("line 9: expects 2 channels")
        .hasMessageContaining("received 1");
    refused("toy.arff", BAGS + "'1,2\\n3',Run\n")
        .hasMessageContaining("line 8, part 2: expects 2 values");
  }

  @Test
  void innerAttributesWithNamesAreOpen() {
    String text =
        BAGS.replace("t1", "accel").replace("t2", "gyro") + "'1,2\\n3,4\\n5,6',Run\n'1,2',Run\n";
    refused("toy.arff", text).hasMessageContaining("name all of them in channels");
    SequenceSet set = read("toy.arff", text, PLAIN.withChannels(List.of("accel", "gyro")));
    assertThat(set.channels()).containsExactly("accel", "gyro");
    assertThat(Reads.values(set, 0)).isEqualTo("[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]");
  }

  @Test
  void whatDoesNotAgreeIsRefused() {
    refused("toy.arff", FLAT + "1,2,3,4\n").hasMessageContaining("line 10: the class \"4\"");
    refused("toy.arff", FLAT + "1,2,3\n").hasMessageContaining("line 10: expects 4 values");
    refused("toy.arff", FLAT + "{0 1, 3 2}\n").hasMessageContaining("sparse");
    refused("toy.arff", FLAT + "1,'2,3,1\n").hasMessageContaining("quote is not closed");
    refused("toy.arff", FLAT + "1,two,3,1\n").hasMessageContaining("value 2: expects a number");
    refused("toy.arff", FLAT + "?,?,?,1\n").hasMessageContaining("line 10 has no value at all");
    refused("toy.arff", FLAT + "1,2,3,?\n").hasMessageContaining("line 10");
    refused("toy.arff", FLAT.replace("{2, 1,'go up'}", "numeric") + "1,2,3,1\n")
        .hasMessageContaining("Set label to the attribute");
    refused("toy.arff", "@relation x\n@attribute a numeric\n").hasMessageContaining("a line @data");
    refused("toy.arff", FLAT.replace("att3 integer", "day date") + "1,2,3,1\n")
        .hasMessageContaining("attribute day is date");
  }

  @Test
  void attributesThatAreNoStepsAreOpen() {
    String iris =
        "@relation iris\n@attribute width numeric\n@attribute length numeric\n"
            + "@attribute class {a,b}\n@data\n1,2,a\n3,4,b\n";
    refused("toy.arff", iris).hasMessageContaining("Set form to arff");
    assertThat(
            read("toy.arff", iris, PLAIN.withForm(SequenceForm.ARFF)).cases().getFirst().length())
        .isEqualTo(2);
    SequenceSet set =
        read("toy.arff", FLAT + "1,2.5,3,1\n4,5,6,2\n", PLAIN.withStatics(List.of("att3")));
    assertThat(set.cases().getFirst().statics()).containsExactly(3);
    assertThat(set.cases().getFirst().length()).isEqualTo(2);
  }
}
