package dev.timestep.task.sequence;

import static dev.timestep.task.sequence.Reads.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.task.table.DateOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderReaderTest {

  @TempDir Path folder;

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void oneFolderAClassAndOneFileASequence() throws IOException {
    write("walk/b.csv", "x,y\n1,2\n3,4\n");
    write("walk/a.csv", "x,y\n5,6\n");
    write("run/a.csv", "x,y\n7,\n8,9\n");
    write("README.md", "about");
    SequenceSet set = SequenceReader.read(folder, PLAIN);
    assertThat(set.cases().stream().map(Sequence::id))
        .containsExactly("run/a.csv", "walk/a.csv", "walk/b.csv");
    assertThat(set.classes()).containsExactly("run", "walk");
    assertThat(set.channels()).containsExactly("x", "y");
    assertThat(Reads.values(set, 0)).isEqualTo("[[7.0, NaN], [8.0, 9.0]]");
    assertThat(set.cases().get(2).label()).contains("walk");
    assertThat(set.fingerprint()).hasSize(64);
    write("walk/b.csv", "x,y\n1,2\n3,5\n");
    assertThat(SequenceReader.read(folder, PLAIN).fingerprint()).isNotEqualTo(set.fingerprint());
  }

  @Test
  void aColumnOfTimesOrdersTheSteps() throws IOException {
    write("a/1.csv", "at,x\n2,20\n1,10\n");
    write("b/1.csv", "at,x\n1,30\n2,40\n");
    SequenceSet set = SequenceReader.read(folder, PLAIN.withTime("at"));
    assertThat(Reads.values(set, 0)).isEqualTo("[[10.0], [20.0]]");
    assertThat(set.channels()).containsExactly("x");
  }

  @Test
  void allFilesHaveOneOrderOfDayAndMonth() throws IOException {
    write("a/1.csv", "at,x\n14/02/2024,20\n13/02/2024,10\n");
    write("b/1.csv", "at,x\n30.04.2024,30\n01.05.2024,40\n");
    SequenceOptions at = PLAIN.withTime("at");
    SequenceSet set = SequenceReader.read(folder, at);
    assertThat(Reads.values(set, 0)).isEqualTo("[[10.0], [20.0]]");
    assertThat(set.reading().table().dateOrder()).isEqualTo(DateOrder.DAY_FIRST);
    write("b/1.csv", "at,x\n04/30/2024,30\n05/01/2024,40\n");
    assertThatThrownBy(() -> SequenceReader.read(folder, at))
        .hasMessageContaining("1.csv: the dates are in the order mdy; those of ")
        .hasMessageContaining("1.csv are dmy. Write all dates the same way");
  }

  @Test
  void laterFilesStandAlone() throws IOException {
    write("a/1.csv", "x,y\n1,2\n");
    write("b/1.csv", "x,y\n3,4\n");
    SequenceSet train = SequenceReader.read(folder, PLAIN);
    SequenceSet one = Reads.read("new.csv", "y,x\n6,5\n", train.reading().options());
    assertThat(Reads.values(one, 0)).isEqualTo("[[5.0, 6.0]]");
    assertThat(one.cases().getFirst().label()).isEmpty();
    SequenceOptions steps = train.reading().options().withId("trip").withLabel("what");
    SequenceSet table = Reads.read("new.csv", "trip,y,x,what\nt,6,5,a\nt,8,7,a\n", steps);
    assertThat(table.reading().form()).isEqualTo(SequenceForm.LONG);
    assertThat(Reads.values(table, 0)).isEqualTo("[[5.0, 6.0], [7.0, 8.0]]");
    assertThat(table.cases().getFirst().label()).contains("a");
    Path flat = Files.createDirectory(folder.resolve("a/flat"));
    Files.writeString(flat.resolve("n.csv"), "x,y\n1,2\n");
    assertThat(SequenceReader.read(flat, train.reading().options()).cases()).hasSize(1);
  }

  @Test
  void whatIsNoFolderOfClassesIsRefused() throws IOException {
    write("a/1.csv", "x,y\n1,2\n");
    write("b/1.csv", "x,z\n3,4\n");
    assertThatThrownBy(() -> SequenceReader.read(folder, PLAIN))
        .hasMessageContaining("1.csv: expects the channels x, y")
        .hasMessageContaining("received x, z");
    write("stray.csv", "x,y\n1,2\n");
    assertThatThrownBy(() -> SequenceReader.read(folder, PLAIN))
        .hasMessageContaining("stray.csv: expects only folders here");
    assertThatThrownBy(() -> SequenceReader.read(folder.resolve("a"), PLAIN))
        .hasMessageContaining("there is no folder");
    write("a/notes.pdf", "x");
    Files.delete(folder.resolve("stray.csv"));
    assertThatThrownBy(() -> SequenceReader.read(folder, PLAIN))
        .hasMessageContaining("notes.pdf: expects a table (csv, tsv, txt)");
    write("train/a/1.csv", "x\n1\n");
    assertThatThrownBy(() -> SequenceReader.read(folder, PLAIN))
        .hasMessageContaining("folder train look");
    assertThatThrownBy(() -> SequenceReader.read(folder, PLAIN.withLabel("c")))
        .hasMessageContaining("Leave out label");
  }
}
