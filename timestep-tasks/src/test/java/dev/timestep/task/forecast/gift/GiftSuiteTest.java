package dev.timestep.task.forecast.gift;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.task.TaskListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A description that does not fit is refused by the field that is wrong. */
class GiftSuiteTest {
  private static final String GOOD =
      "{'name': 'small', 'sets': [{'name': 'toy/W', 'form': 'rows', 'files': ['a.csv'],"
          + " 'step': 'w', 'horizon': 2, 'windows': 1}]}";

  @TempDir private Path folder;

  private void refused(String json, String data, String... said) throws IOException {
    Files.writeString(folder.resolve("gift.json"), json.replace('\'', '"'));
    Files.writeString(folder.resolve("a.csv"), data);
    var refusal =
        assertThatThrownBy(
                () ->
                    GiftBenchmark.run(
                        folder, new GiftOptions(List.of(), List.of(), 1), TaskListener.NONE))
            .isInstanceOf(IllegalArgumentException.class);
    for (String part : said) {
      refusal.hasMessageContaining(part);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'form': 'rows' | 'form': 'columns' | form",
        "'step': 'w' | 'step': 'fortnight' | step expects a step such as 15min",
        "'windows': 1 | 'windows': 0 | windows expects a whole number of 1 or more",
        "'horizon': 2 | 'horizon': 2.5 | horizon expects",
        "'horizon': 2 | 'horizont': 2 | horizont",
        "'files': ['a.csv'] | 'files': [] | files expects one file or more",
        "'files': ['a.csv'] | 'files': ['gone.csv'] | gone.csv",
        "'form': 'rows', | '' | form",
        "'windows': 1 | 'windows': 1, 'terms': [] | terms expects one of",
        "'windows': 1 | 'windows': 1, 'terms': ['far'] | terms",
        "'windows': 1 | 'windows': 1, 'columns': ['x'] | leave them out for the form rows",
        "'windows': 1 | 'windows': 1, 'published': [{'term': 'long', 'model': 'x', 'mase': 1,"
            + " 'crps': 1}] | published expects the terms of the set",
        "'windows': 1 | 'windows': 1, 'published': [{'term': 'short', 'model': 'x', 'mase': -1,"
            + " 'crps': 1}] | mase and crps expect figures above 0",
        "'step': 'w', 'horizon': 2 | 'step': 'q' | horizon is needed for the step q",
        "'sets': [ | 'sets': [], 'more': [ | more",
      })
  void names_the_field(String from, String to, String said) throws IOException {
    String damaged = GOOD.replace(from, to.equals("''") ? "" : to);
    refused(damaged, "name,1,2\nS1,1,2,3,4,5,6\n", "gift.json", said);
  }

  @Test
  void names_the_place_in_the_data() throws IOException {
    refused(GOOD, "name,x\nS1,1,2,soon,4,5,6\n", "a.csv, row 2, cell 4 of series S1", "\"soon\"");
    refused(GOOD, "name,x\nS1,1,2,,4,5,6\n", "a.csv, row 2, cell 4 of series S1");
    refused(GOOD, "name,x\nS1,1,2,3,4,5\nS1,1,2,3,4,5\n", "row 3", "\"S1\" comes twice");
    refused(GOOD, "S1,1,2,3,4,5\nS2,1,2,3,4,5\n", "row 1", "expects column names");
    refused(GOOD, "name,x\n", "it has none");
    refused(GOOD, "name,x\nS1,1,2,3\n", "series S1 has 3 values", "leave 1 before");
    String two = GOOD.replace("['a.csv']", "['a.csv', 'b.csv']");
    Files.writeString(folder.resolve("b.csv"), "name,x\nS2,1,2\n");
    refused(two, "name,x\nS1,1,2,3,4,5\n", "b.csv expects the series of", "none of the name S1");
  }

  @Test
  void names_a_folder_without_a_description() {
    assertThatThrownBy(() -> GiftSuite.read(folder))
        .hasMessageContaining("has none")
        .hasMessageContaining("Copy examples/gift/gift.json");
    assertThatThrownBy(() -> GiftSuite.read(folder.resolve("gone")))
        .hasMessageContaining("is no folder");
  }

  @Test
  void names_a_model_that_there_is_not() {
    assertThatThrownBy(() -> new GiftOptions(List.of(), List.of("prophet"), 1))
        .hasMessageContaining("model expects one of naive, seasonal_naive")
        .hasMessageContaining("\"prophet\"");
  }

  @Test
  void names_a_step_that_the_table_does_not_have() throws IOException {
    String table =
        "{'name': 'small', 'sets': [{'name': 'toy/H', 'form': 'table', 'files': ['a.csv'],"
            + " 'step': 'h', 'horizon': 2, 'windows': 1}]}";
    StringBuilder days = new StringBuilder("date,y\n");
    for (int day = 1; day < 29; day++) {
      days.append("2020-02-%02d,%d%n".formatted(day, day % 5));
    }
    refused(table, days.toString(), "toy/H says step = h", "daily");
  }
}
