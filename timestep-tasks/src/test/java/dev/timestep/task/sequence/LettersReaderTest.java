package dev.timestep.task.sequence;

import static dev.timestep.task.sequence.Reads.PLAIN;
import static dev.timestep.task.sequence.Reads.read;
import static dev.timestep.task.sequence.Reads.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LettersReaderTest {

  private static final float THIRD = 1f / 3;

  @Test
  void basesAndTheirCodes() {
    SequenceSet set =
        read(
            "a.csv",
            "label,name,sequence\n"
                + "EI, s1,  ACGTACGTACGTACGTACGTACGTACGTN\n"
                + "IE, s2,ACGTACGTACGTACGTACGTRB\n");
    assertThat(set.channels()).containsExactly("A", "C", "G", "T");
    assertThat(set.cases().getFirst().values()[1]).containsExactly(0, 1, 0, 0);
    assertThat(set.cases().getFirst().values()[28]).containsExactly(0.25f, 0.25f, 0.25f, 0.25f);
    assertThat(set.cases().get(1).values()[20]).containsExactly(0.5f, 0, 0.5f, 0);
    assertThat(set.cases().get(1).values()[21]).containsExactly(0, THIRD, THIRD, THIRD);
    assertThat(set.notes()).anyMatch(note -> note.contains("gives each its share"));
    assertThat(set.cases().stream().map(Sequence::id)).containsExactly("s1", "s2");
    assertThat(set.notes())
        .contains("Column name is different in each row, and names the cases.")
        .noneMatch(note -> note.startsWith("Not read"));
    assertThat(set.called(set.cases().getFirst())).isEqualTo("case s1");
  }

  /** With or without the label and the id, the letters are the column that is left. */
  @Test
  void theColumnThatIsLeftIsReadAsLetters() {
    String text = "name,dna,kind\ns1,ACGTAC,up\ns2,GTGGGG,down\ns3,ACGTAT,up\ns4,GTGCCG,down\n";
    SequenceOptions label = PLAIN.withLabel("kind");
    for (SequenceOptions options : List.of(PLAIN, label, label.withId("name"))) {
      SequenceSet set = read("a.csv", text, options);
      assertThat(set.reading().sequence()).contains("dna");
      assertThat(set.reading().label()).contains("kind");
      assertThat(set.classes()).containsExactly("down", "up");
      assertThat(set.cases().stream().map(Sequence::id)).containsExactly("s1", "s2", "s3", "s4");
      assertThat(set.cases().get(1).values()[0]).containsExactly(0, 0, 1, 0);
      assertThat(set.notes()).contains("Column dna is read as letters.");
    }
    SequenceSet named = read("b.csv", "id,sequence\ns1,ACGT\ns2,TTGA\n", label.withLabel("none"));
    assertThat(named.reading().id()).contains("id");
    assertThat(named.cases().get(1).length()).isEqualTo(4);
  }

  /** The message leads on: following it reads the file. */
  @Test
  void whereTwoColumnsMayBeTheLettersTheMessageNamesThem() {
    String text = "who,dna,kind\nann,ACGT,up\nben,GTGG,down\neva,ACTT,up\n";
    refused("a.csv", text, PLAIN.withLabel("kind"))
        .hasMessageContaining("row 2, column who: expects a number")
        .hasMessageContaining("if who, dna hold sequences of letters, set sequence to one of them");
    SequenceSet set = read("a.csv", text, PLAIN.withLabel("kind").withSequence("dna"));
    assertThat(set.cases().getLast().id()).isEqualTo("eva");
    refused("a.csv", "name,dna,kind\ns1,ACGT,up\ns2,GTGG,down\ns3,ACGT,up\n")
        .hasMessageContaining("column name is different in each row, and so no label")
        .hasMessageContaining("columns dna, kind hold texts")
        .hasMessageContaining("Set label to the name of the column")
        .hasMessageContaining("If a column names the cases, set id to it")
        .hasMessageContaining("If a column holds sequences of letters, set sequence to it");
  }

  @Test
  void aCaseWithoutNameIsCalledByItsRow() {
    SequenceSet set = read("a.csv", "p,label\nMKB,a\nKK,b\n", PLAIN.withSequence("p"));
    assertThat(set.cases().getLast().id()).isEqualTo("3");
    assertThat(set.called(set.cases().getLast())).isEqualTo("row 3");
    SequenceSet later = read("b.csv", "p,age\nMK,5\n", set.reading().options());
    assertThat(later.notes())
        .anyMatch(note -> note.startsWith("Not read: age. Numbers that belong to a sequence"));
  }

  @Test
  void commentsAboveFastaAreSkipped() {
    SequenceSet set = read("a.fa", "# made today\n>s1 a\nHE\n>s2 b\nEE\n", PLAIN.withLabel("last"));
    assertThat(set.cases()).hasSize(2);
    assertThat(set.cases().getFirst().length()).isEqualTo(2);
  }

  @Test
  void smallLettersOfRnaAreBases() {
    SequenceSet set = read("a.csv", "rna,label\nacgu,a\nuuga,b\n", PLAIN.withSequence("rna"));
    assertThat(set.channels()).containsExactly("A", "C", "G", "T");
    assertThat(set.cases().get(1).values()[0]).containsExactly(0, 0, 0, 1);
    assertThat(set.reading().letters()).contains(new LetterCode("ACGT", true, true));
  }

  @Test
  void anyOtherAlphabetHasOneChannelALetter() {
    SequenceSet set = read("a.csv", "p,label\nMKB,a\nKK-,b\n", PLAIN.withSequence("p"));
    assertThat(set.channels()).containsExactly("-", "B", "K", "M");
    assertThat(set.cases().get(1).values()[2]).containsExactly(1, 0, 0, 0);
    // A, B, C and D with few B and D are not DNA: two bases never come.
    SequenceSet states =
        read(
            "a.csv",
            "p,label\nAAAAAAAAAACCCCCCCCCCD,a\nAAAAAAAAACCCCCCCCCCCB,b\n",
            PLAIN.withSequence("p"));
    assertThat(states.channels()).containsExactly("A", "B", "C", "D");
  }

  @Test
  void caseThatDecidesIsOpen() {
    String text = "p,label\nHHh,a\nHEE,b\n";
    refused("a.csv", text, PLAIN.withSequence("p"))
        .hasMessageContaining("letters h and H")
        .hasMessageContaining("Set fold-case");
    assertThat(read("a.csv", text, PLAIN.withSequence("p").withFoldCase(true)).channels())
        .containsExactly("E", "H");
    assertThat(read("a.csv", text, PLAIN.withSequence("p").withFoldCase(false)).channels())
        .containsExactly("E", "H", "h");
  }

  @Test
  void blanksInsideAndEmptySequencesAreRefused() {
    refused("a.csv", "p,label\nHH E,a\nHEE,b\n", PLAIN.withSequence("p"))
        .hasMessageContaining("row 2, column p")
        .hasMessageContaining("without blanks");
    refused("a.csv", "p,label\nHHE,a\n,b\nHE,b\n", PLAIN.withSequence("p"))
        .hasMessageContaining("row 3")
        .hasMessageContaining("no value at all");
    refused("a.csv", "p,label\nHHE,a\nHE,b\n", PLAIN.withSequence("q"))
        .hasMessageContaining("no column \"q\"");
  }

  @Test
  void anUnseenLetterIsZeroAndCounted() {
    SequenceSet train = read("a.csv", "p,label\nHHE,a\nHE,b\n", PLAIN.withSequence("p"));
    SequenceSet later = read("b.csv", "p,name\nHXx,one\n", train.reading().options());
    assertThat(later.channels()).containsExactly("E", "H");
    assertThat(Reads.values(later, 0)).isEqualTo("[[0.0, 1.0], [0.0, 0.0], [0.0, 0.0]]");
    assertThat(later.notes())
        .anyMatch(note -> note.startsWith("2 letters are not in the alphabet"));
    assertThat(later.cases().getFirst().label()).isEmpty();
    refused("b.csv", "t1,t2\n1,2\n", train.reading().options())
        .hasMessageContaining("Set sequence");
  }

  @Test
  void fasta() {
    String text = ">s1 test helix\nHHE\nEE H\n\n>s2|coil TARGET=sheet\nEEH\n";
    refused("a.fasta", text).hasMessageContaining("which part of \"s1 test helix\" is the label");
    SequenceSet last = read("a.fasta", text, PLAIN.withLabel("last"));
    assertThat(last.cases().getFirst().id()).isEqualTo("s1");
    assertThat(last.cases().getFirst().label()).contains("helix");
    assertThat(Reads.values(last, 0))
        .isEqualTo("[[0.0, 1.0], [0.0, 1.0], [1.0, 0.0], [1.0, 0.0], [1.0, 0.0], [0.0, 1.0]]");
    refused("a.fasta", text, PLAIN.withLabel("TARGET"))
        .hasMessageContaining("line 1: expects TARGET=");
    String bars = ">s1|helix\nHE\n>s2|coil\nEEH\n";
    SequenceSet field = read("a.fasta", bars, PLAIN.withLabel("|2"));
    assertThat(field.classes()).containsExactly("coil", "helix");
    assertThat(field.cases().get(1).id()).isEqualTo("s2");
    SequenceSet key =
        read("a.fa", ">s1 SET=train TARGET=x\nHE\n>s2 TARGET=y\nEE\n", PLAIN.withLabel("TARGET"));
    assertThat(key.cases().getFirst().label()).contains("x");
    assertThat(read("b.fa", ">new\nHE\n", key.reading().options()).cases().getFirst().label())
        .isEmpty();
    refused("a.fa", ">s1 a\nHE\n>s1 b\nEE\n", PLAIN.withLabel("last"))
        .hasMessageContaining("same id \"s1\"");
    refused("a.fa", ">s1 a\n>s2 b\nEE\n", PLAIN.withLabel("last"))
        .hasMessageContaining("line 1 has no value");
  }
}
