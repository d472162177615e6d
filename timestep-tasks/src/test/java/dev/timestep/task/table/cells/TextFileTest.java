package dev.timestep.task.table.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.read.CsvFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {

  @TempDir Path directory;
  CsvFiles csv;

  @BeforeEach
  void setUp() {
    csv = new CsvFiles(directory);
  }

  private static final String[] LINES = {"date,größe", "2020-01-01,1", "2020-01-02,2"};

  private String secondColumn(Path file) {
    return CsvTable.read(file, ReadOptions.defaults()).columns().get(1);
  }

  @Test
  void findsTheEncoding() {
    assertThat(secondColumn(csv.write(StandardCharsets.UTF_8, LINES))).isEqualTo("größe");
    assertThat(secondColumn(csv.write(StandardCharsets.ISO_8859_1, LINES))).isEqualTo("größe");
    assertThat(secondColumn(csv.write(StandardCharsets.UTF_16, LINES))).isEqualTo("größe");
    assertThat(secondColumn(csv.write(StandardCharsets.UTF_16LE, LINES))).isEqualTo("größe");
    assertThat(secondColumn(csv.write(StandardCharsets.UTF_16BE, LINES))).isEqualTo("größe");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() {
    Path file = csv.write("\uFEFFdate,y", "2020-01-01,1");
    assertThat(CsvTable.read(file, ReadOptions.defaults()).columns()).containsExactly("date", "y");
  }

  @Test
  void saysWhichEncodingItTookWhenItIsNotUtf8() {
    Path file = csv.write(StandardCharsets.ISO_8859_1, LINES);
    assertThat(CsvTable.read(file, ReadOptions.defaults()).notes())
        .containsExactly("Read as windows-1252.");
  }

  @Test
  void refusesWhatTheAskedEncodingCannotDecode() {
    Path file = csv.write(StandardCharsets.ISO_8859_1, LINES);
    ReadOptions utf8 = ReadOptions.defaults().withCharset(StandardCharsets.UTF_8);
    assertThat(csv.refusal(() -> CsvTable.read(file, utf8)))
        .isEqualTo(
            "t.csv: the file is not valid UTF-8. Leave out encoding to have it detected,"
                + " or give another.");
  }

  @Test
  void refusesAMissingFileAndNamesTheNearest() {
    csv.write(LINES);
    assertThat(csv.refusal(directory.resolve("T.cvs")))
        .isEqualTo("T.cvs: no such file. The nearest name there is t.csv.");
    assertThat(csv.refusal(directory.resolve("quite-another-name.parquet")))
        .isEqualTo("quite-another-name.parquet: no such file. Check the path.");
    assertThat(csv.refusal(directory.resolve("no/where.csv")))
        .startsWith("no/where.csv: no such file, and no such directory ");
  }

  @Test
  void refusesADirectoryAndListsItsTables() {
    csv.write(LINES);
    assertThat(csv.refusal(() -> CsvTable.read(directory, ReadOptions.defaults())))
        .isEqualTo(
            directory + ": this is a directory (with t.csv). Give the path of one CSV file.");
  }

  @Test
  void refusesAnEmptyFile() {
    assertThat(csv.refusal(csv.bytes(new byte[0])))
        .isEqualTo("t.csv: the file is empty. Give a table with a header and rows.");
    assertThat(csv.refusal(csv.write("", "  ", "")))
        .isEqualTo("t.csv: the file holds only blanks. Give a table with a header and rows.");
  }

  @Test
  void refusesABinaryFile() throws IOException {
    byte[] noise = new byte[5000];
    new Random(7).nextBytes(noise);
    assertThat(csv.refusal(csv.bytes(noise)))
        .isEqualTo("t.csv: this is a binary file, not a text table. Export it to CSV first.");

    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("date,y\n2020-01-01,1\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(csv.refusal(csv.bytes(packed.toByteArray())))
        .isEqualTo(
            "t.csv: this is a gzip file, not a text table. Export or unpack it to CSV first.");

    assertThat(csv.refusal(csv.bytes(new byte[] {'P', 'K', 3, 4, 20, 0})))
        .isEqualTo(
            "t.csv: this is a zip or Excel (.xlsx) file, not a text table. Export or unpack it to"
                + " CSV first.");
  }

  @Test
  void refusesPagesAndJson() {
    assertThat(csv.refusal(csv.write("<!DOCTYPE html>", "<html>404</html>")))
        .startsWith("t.csv: this is an HTML or XML page, not a text table.");
    assertThat(csv.refusal(csv.write("[{\"date\":\"2020-01-01\",\"y\":1}]")))
        .startsWith("t.csv: this is JSON, not a text table.");
  }

  @Test
  void refusesAFileWithoutReadPermission() throws IOException {
    assumeFalse("root".equals(System.getProperty("user.name")), "root reads everything");
    Path file = csv.write(LINES);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-w-------"));
    assertThat(csv.refusal(file))
        .isEqualTo("t.csv: no permission to read this file. Change its permissions or copy it.");
  }
}
