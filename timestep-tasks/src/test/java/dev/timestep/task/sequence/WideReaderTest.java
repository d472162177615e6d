package dev.timestep.task.sequence;

import static dev.timestep.task.sequence.Reads.PLAIN;
import static dev.timestep.task.sequence.Reads.read;
import static dev.timestep.task.sequence.Reads.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WideReaderTest {

  private static final float NAN = Float.NaN;

  @Test
  void stepsInColumnsAndLabelByName() {
    SequenceSet set = read("a.csv", "t1,t2,t3,class\n0.5,1,2,up\n3,2,1.5,down\n");
    assertThat(set.channels()).containsExactly("value");
    assertThat(set.classes()).containsExactly("down", "up");
    Sequence second = set.cases().get(1);
    assertThat(second.values()).isDeepEqualTo(new float[][] {{3}, {2}, {1.5f}});
    assertThat(second.label()).contains("down");
    assertThat(second.id()).isEqualTo("3");
    assertThat(set.reading().form()).isEqualTo(SequenceForm.WIDE);
    assertThat(set.reading().label()).contains("class");
  }

  @Test
  void theOnlyColumnOfTextsAtAnEndIsTheLabel() {
    SequenceSet set = read("a.csv", "walk,1,2,3\nrun,4,5,6\nwalk,7,8,9.5\n");
    assertThat(set.cases().get(2).values()).isDeepEqualTo(new float[][] {{7}, {8}, {9.5f}});
    assertThat(set.classes()).containsExactly("run", "walk");
    assertThat(set.reading().label()).contains("first");
    assertThat(set.notes()).anyMatch(note -> note.contains("is read as the label"));
  }

  @Test
  void numbersOnlyLeaveTheLabelOpen() {
    String text = "1,0.5,2\n2,0.25,1\n1,0.75,2\n";
    refused("a.csv", text)
        .hasMessageContaining("may be the first")
        .hasMessageContaining("2 different values, 1, 2")
        .hasMessageContaining("the last")
        .hasMessageContaining("Set label to the name of the column, to first or last, or to none");
    assertThat(read("a.csv", text, PLAIN.withLabel("first")).cases().getFirst().values())
        .isDeepEqualTo(new float[][] {{0.5f}, {2}});
    assertThat(read("a.csv", text, PLAIN.withLabel("last")).cases().getFirst().values())
        .isDeepEqualTo(new float[][] {{1}, {0.5f}});
    SequenceSet none = read("a.csv", text, PLAIN.withLabel("none"));
    assertThat(none.cases().getFirst().length()).isEqualTo(3);
    assertThat(none.cases()).allMatch(one -> one.label().isEmpty());
  }

  @Test
  void theArchivesTabsHaveTheLabelFirst() {
    SequenceSet set = read("Gun_TRAIN.tsv", "1\t-0.64\t1.125\tNaN\n-1\t0.5\t2\t7\n");
    assertThat(set.classes()).containsExactly("-1", "1");
    assertThat(set.cases().getFirst().values()).isDeepEqualTo(new float[][] {{-0.64f}, {1.125f}});
    assertThat(set.cases().get(1).length()).isEqualTo(3);
    assertThat(set.notes())
        .anyMatch(note -> note.contains("label first"))
        .anyMatch(note -> note.contains("1 of 2 sequences end"));
  }

  @Test
  void theArchivesBlanksAndExponentsAreRead() {
    SequenceSet set =
        read(
            "Gun_TRAIN.txt",
            "  1.0000000e+00  -6.4000000e-01   1.2500000e+00\n"
                + "  2.0000000e+00   5.0000000e-01   2.0000000e+00\n");
    assertThat(set.classes()).containsExactly("1", "2");
    assertThat(set.cases().getFirst().values()).isDeepEqualTo(new float[][] {{-0.64f}, {1.25f}});
  }

  @Test
  void blanksAtTheEndShortenAndInsideAreMissing() {
    SequenceSet set = read("a.csv", "label,t1,t2,t3,t4\na,1,,3,\nb,1,2,3,4\na,,2,,\n");
    assertThat(Reads.values(set, 0)).isEqualTo("[[1.0], [NaN], [3.0]]");
    assertThat(Reads.values(set, 2)).isEqualTo("[[NaN], [2.0]]");
    assertThat(set.notes()).anyMatch(note -> note.startsWith("2 of 3 sequences end"));
  }

  @Test
  void rowsOfSeveralWidthsAreSequencesOfSeveralLengths() {
    SequenceSet set = read("a.csv", "walk,1,2,3,4\nrun,5,6\nwalk,7,8,9\n");
    assertThat(set.cases().stream().map(Sequence::length)).containsExactly(4, 2, 3);
    assertThat(set.cases().get(1).values()).isDeepEqualTo(new float[][] {{5}, {6}});
    refused("a.csv", "1,2,3,4,walk\n5,6,run\n7,8,9,walk\n8,9,7,run\n", PLAIN.withLabel("last"))
        .hasMessageContaining("Put the label first");
  }

  @Test
  void aSequenceWithoutValueIsRefused() {
    refused("a.csv", "label,t1,t2\na,1,2\nb,,\na,3,4\n")
        .hasMessageContaining("row 3 has no value at all");
    refused("a.csv", "label,t1,t2\na,1,2\nb,1,3\na,,\n")
        .hasMessageContaining("row 4: expects a sequence");
  }

  @Test
  void channelsByTheNamesOfTheColumns() {
    SequenceSet set = read("a.csv", "x_1,x_2,y_1,y_2,label\n1,2,3,4,a\n5,6,7,8,b\n");
    assertThat(set.channels()).containsExactly("x", "y");
    assertThat(set.cases().get(1).values()).isDeepEqualTo(new float[][] {{5, 7}, {6, 8}});
    SequenceSet turns = read("a.csv", "label,x1,y1,x2,y2\na,1,3,2,4\nb,5,7,6,8\n");
    assertThat(turns.cases().get(1).values()).isDeepEqualTo(new float[][] {{5, 7}, {6, 8}});
    refused("a.csv", "x_1,x_2,y_1,label\n1,2,3,a\n4,5,6,b\n")
        .hasMessageContaining("x with 2 steps, y with 1 step");
    refused("a.csv", "d1_h1,d1_h2,d2_h1,d2_h2,label\n1,2,3,4,a\n5,6,7,8,b\n")
        .hasMessageContaining("two numbers");
    assertThat(
            read(
                    "a.csv",
                    "d1_h1,d1_h2,d2_h1,d2_h2,label\n1,2,3,4,a\n5,6,7,8,b\n",
                    PLAIN.withChannels(List.of("d1_h", "d2_h")))
                .cases()
                .getFirst()
                .values())
        .isDeepEqualTo(new float[][] {{1, 3}, {2, 4}});
  }

  @Test
  void columnsWithoutNumbersMayBeStepsOrChannels() {
    String text = "x,y,z,label\n1,2,3,a\n4,5,6,b\n";
    refused("a.csv", text)
        .hasMessageContaining("Set form to wide")
        .hasMessageContaining("set id to the column");
    assertThat(read("a.csv", text, PLAIN.withForm(SequenceForm.WIDE)).cases().getFirst().values())
        .isDeepEqualTo(new float[][] {{1}, {2}, {3}});
    String times = "00:00,00:15,01:00,01:15,label\n1,2,3,4,a\n4,5,6,7,b\n";
    refused("a.csv", times).hasMessageContaining("Set form to wide");
    assertThat(read("a.csv", times, PLAIN.withForm(SequenceForm.WIDE)).cases().getFirst().length())
        .isEqualTo(4);
    refused("a.csv", "t1,t10,t2,label\n1,2,3,a\n4,5,6,b\n").hasMessageContaining("t2 stands after");
  }

  @Test
  void staticColumnsAndIdsAreKeptOut() {
    SequenceSet set =
        read(
            "a.csv",
            "id,age,t1,t2,label\np1,30,1,2,a\np2,,3,4,b\n",
            PLAIN.withStatics(List.of("age")));
    assertThat(set.statics()).containsExactly("age");
    assertThat(set.cases().getFirst().statics()).containsExactly(30);
    assertThat(set.cases().get(1).statics()).containsExactly(NAN);
    assertThat(set.cases().get(1).id()).isEqualTo("p2");
    assertThat(set.cases().get(1).length()).isEqualTo(2);
    refused("a.csv", "age,t1,t2,label\n30,1,2,a\n40,3,4,b\n").hasMessageContaining("static");
  }

  @Test
  void aColumnThatOnlyCountsRowsIsNotAStep() {
    SequenceSet set = read("a.csv", ",t1,t2,label\n0,1,2,a\n1,3,4,b\n");
    assertThat(set.cases().getFirst().values()).isDeepEqualTo(new float[][] {{1}, {2}});
    assertThat(set.notes()).anyMatch(note -> note.contains("only counts the rows"));
  }

  @Test
  void labelsThatDifferByBlanksCaseOrNumberFormAreRefused() {
    refused("a.csv", "label,t1,t2\nwalk,1,2\nWalk,1,3\nwalk,4,5\n")
        .hasMessageContaining("\"walk\" in 2 cases (row 2, row 4)")
        .hasMessageContaining("\"Walk\" in 1 case (row 3)");
    refused("a.csv", "label,t1,t2\nto go,1,2\nto  go,1,3\n").hasMessageContaining("several ways");
    refused("a.csv", "label,t1,t2\n1,1,2\n1.0,1,3\n2,4,5\n")
        .hasMessageContaining("\"1.0\" in 1 case");
    assertThat(read("a.csv", "label,t1,t2\n01,1,2\n1,1,3\n").classes()).hasSize(2);
  }

  @Test
  void emptyLabelsAreRefusedWithTheirRows() {
    refused("a.csv", "label,t1,t2\na,1,2\n,1,3\nb,4,5\n?,4,5\n")
        .hasMessageContaining("column label is empty in row 3, row 5");
  }

  @Test
  void textInAStepIsRefusedWithItsPlace() {
    refused("a.csv", "label,t1,t2\na,1,2\nb,oops,3\na,4,5\n")
        .hasMessageContaining("row 3, column t1")
        .hasMessageContaining("oops");
    refused("a.csv", "label,t1,t2\na,1,2\nb,1e60,3\na,4,5\n")
        .hasMessageContaining("row 3, column t1")
        .hasMessageContaining("3.4e38");
  }

  @Test
  void idsThatComeTwiceAreRefused() {
    refused("a.csv", "id,t1,t2,label\nk,1,2,a\nk,3,4,b\n", PLAIN.withForm(SequenceForm.WIDE))
        .hasMessageContaining("row 2 and row 3 have the same id \"k\"");
  }

  @Test
  void theDecimalSignIsThatOfAllSteps() {
    // 1.344 beside 5 leaves the point open in its column; 0.25 in another decides it.
    SequenceSet point = read("a.csv", "label\tt1\tt2\na\t1.344\t0.25\nb\t5\t0.5\n");
    assertThat(point.cases().getFirst().values()[0][0]).isEqualTo(1.344f);
    SequenceSet comma = read("a.csv", "label;t1;t2\na;1,344;0,25\nb;5;0,5\n");
    assertThat(comma.cases().getFirst().values()).isDeepEqualTo(new float[][] {{1.344f}, {0.25f}});
    assertThat(comma.reading().table().decimal()).contains(',');
  }

  @Test
  void laterFilesAreReadTheSameWay() {
    SequenceSet train = read("a.csv", "x_1,x_2,y_1,y_2,label\n1,2,3,4,a\n5,6,7,8,b\n");
    SequenceOptions later = train.reading().options();
    SequenceSet bare = read("b.csv", "y_1,y_2,y_3,x_1,x_2,x_3\n3,4,5,1,2,9\n", later);
    assertThat(bare.cases().getFirst().label()).isEqualTo(Optional.empty());
    assertThat(bare.channels()).containsExactly("x", "y");
    assertThat(bare.cases().getFirst().values())
        .isDeepEqualTo(new float[][] {{1, 3}, {2, 4}, {9, 5}});
    refused("b.csv", "x_1,x_2\n1,2\n", later)
        .hasMessageContaining("expects the channels x, y; y is not there");
  }

  @Test
  void aLaterFileWithoutHeaderMayHaveItsLabelOrNot() {
    SequenceSet train = read("a.tsv", "1\t0.5\t0.25\n2\t0.75\t1.5\n");
    SequenceOptions later = train.reading().options();
    assertThat(read("b.tsv", "2\t0.5\t0.25\n", later).cases().getFirst().label()).contains("2");
    Sequence bare = read("b.tsv", "0.5\t0.25\n0.5\t0.75\n", later).cases().getFirst();
    assertThat(bare.label()).isEmpty();
    assertThat(bare.length()).isEqualTo(2);
    refused("b.tsv", "3\t0.5\t0.25\n", later)
        .hasMessageContaining("the model knows the classes 1, 2")
        .hasMessageContaining("Set label to first if it holds labels, or to none");
  }

  @Test
  void aRenamedLabelDoesNotBecomeAStep() {
    SequenceSet train = read("a.csv", "t1,t2,label\n1,2,1\n3,4,2\n");
    refused("b.csv", "t1,t2,y\n1,2,1\n", train.reading().options())
        .hasMessageContaining("y has no number");
  }

  @Test
  void theFirstRowOfAnotherWidthIsNamed() {
    String text = "t1,t2,t3,class\n1,2,3,up\n\n1,2,up\n3,4,down\n";
    refused("a.csv", text, PLAIN.withLabel("class"))
        .hasMessageContaining("rows have different numbers of cells (row 1 has 4 and row 4 has 3)")
        .hasMessageContaining("so the label class is not in one column");
  }

  @Test
  void aLaterFileWithOtherChannelsIsToldWhatTheModelExpects() {
    SequenceOptions later =
        read("a.csv", "x_1,x_2,y_1,y_2,class\n1,2,3,4,up\n5,6,7,8,down\n").reading().options();
    for (String head : List.of("x_1,x_2,q_1,q_2", "q_1,x_1,x_2,y_1")) {
      refused("b.csv", head + "\n1,2,3,4\n", later)
          .hasMessage(
              "b.csv: the model expects the channels x, y, with the number of the step, such as"
                  + " x_1; received the column q_1. Rename or remove it; if it holds the id or the"
                  + " label, set id or label to it.");
    }
  }

  /** Rows of measurements with a class number at the end, as one often finds them. */
  @Test
  void theOnlyColumnOfWholeNumbersIsTheLabel() {
    SequenceSet last =
        Reads.read(
            "a.csv", "0.1,0.25,1\n0.5,1.5,2\n2,0.75,1\n0.25,3.5,2\n", SequenceOptions.defaults());
    assertThat(last.classes()).containsExactly("1", "2");
    assertThat(last.channels()).hasSize(1);
    assertThat(last.cases().getFirst().length()).isEqualTo(2);
    assertThat(last.notes())
        .anyMatch(note -> note.startsWith("The last column is read as the label: it alone holds"));
    // A value that comes once is no class; a second column of whole numbers may be it as well.
    for (String open :
        List.of(
            "0.1,0.25,1\n0.5,1.5,2\n2.5,0.75,1\n0.25,3.5,3\n",
            "5,0.25,1\n5,1.5,2\n5,0.75,1\n5,3.5,2\n")) {
      assertThatThrownBy(() -> Reads.read("a.csv", open, SequenceOptions.defaults()))
          .hasMessageContaining("it is open which column holds the label");
    }
  }

  /** Texts that are all different name the cases, wherever they stand. */
  @Test
  void theLabelIsTheOnlyColumnOfTextsBesideTheNames() {
    for (String text :
        List.of(
            "machine,t1,t2,state\nm1,1,2,ok\nm2,3,4,bad\nm3,5,6,ok\n",
            "state,t1,t2,machine\nok,1,2,m1\nbad,3,4,m2\nok,5,6,m3\n",
            "machine,state,t1,t2\nm1,ok,1,2\nm2,bad,3,4\nm3,ok,5,6\n")) {
      SequenceSet set = read("a.csv", text);
      assertThat(set.classes()).containsExactly("bad", "ok");
      assertThat(set.reading().id()).contains("machine");
      assertThat(set.cases().stream().map(Sequence::id)).containsExactly("m1", "m2", "m3");
      assertThat(set.cases().get(1).values()).isDeepEqualTo(new float[][] {{3}, {4}});
      assertThat(set.notes())
          .contains(
              "The only column of texts of which one comes twice, state, is read as the label.")
          .contains("Column machine is different in each row, and names the cases.");
    }
  }

  @Test
  void namesOfCasesAreNoLabel() {
    refused("a.csv", "machine,t1,t2\nm1,0.5,2\nm2,3,4\nm3,5,6.5\n")
        .hasMessageContaining("column machine is different in each row, and so no label")
        .hasMessageContaining("no other column holds texts. It may be the first (t1: ")
        .hasMessageContaining("or to none");
    SequenceOptions none = PLAIN.withLabel("none");
    assertThat(read("a.csv", "machine,t1,t2\nm1,0.5,2\nm2,3,4\n", none).cases().getLast().id())
        .isEqualTo("m2");
    refused("a.csv", "site,t1,t2,state\nn,1,2,ok\ns,3,4,bad\nn,5,6,ok\n")
        .hasMessageContaining("columns site, state hold texts")
        .hasMessageContaining("If a column names the cases, set id to it.");
  }
}
