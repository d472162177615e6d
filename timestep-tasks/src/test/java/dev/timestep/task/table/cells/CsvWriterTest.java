package dev.timestep.task.table.cells;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.task.table.ReadOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvWriterTest {
  private static final List<String> HEAD = List.of("id", "what, and \"how\"", "rest");
  private static final List<String> ROW = List.of("7", "two\nlines", "");

  @Test
  void onlyCellsThatNeedQuotesHaveThem() {
    assertThat(new CsvWriter().row(HEAD).row(ROW).text())
        .isEqualTo("id,\"what, and \"\"how\"\"\",rest\n7,\"two\nlines\",\n");
    assertThat(CsvWriter.line(List.of("a", " b ", "c\rd"))).isEqualTo("a, b ,\"c\rd\"");
  }

  @Test
  void theReaderGivesTheCellsBack() {
    byte[] bytes = new CsvWriter().row(HEAD).row(ROW).text().getBytes(StandardCharsets.UTF_8);
    CsvTable table = CsvTable.read("t.csv", bytes, ReadOptions.defaults());
    assertThat(table.columns()).isEqualTo(HEAD);
    assertThat(table.rows()).isEqualTo(1);
    assertThat(table.text(0, 0)).isEqualTo("7");
    assertThat(table.text(0, 1)).isEqualTo("two\nlines");
  }
}
