package dev.timestep.task.table.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.task.table.Fill;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.ReadSettings;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TimeTable;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MaskedGapsTest {
  private static final int ROWS = 200;
  private static final ReadOptions MASK = ReadOptions.defaults().withFill(Fill.MASK);

  /** Days whose value is their number, with empty cells and without some rows. */
  private static TimeTable read(Set<Integer> empty, Set<Integer> gone, ReadOptions options) {
    StringBuilder text = new StringBuilder("date,y\n");
    for (int row = 0; row < ROWS; row++) {
      if (!gone.contains(row)) {
        text.append(LocalDate.of(2023, 1, 1).plusDays(row))
            .append(',')
            .append(empty.contains(row) ? "" : "" + row)
            .append('\n');
      }
    }
    return TableReader.read(
        "days.csv", text.toString().getBytes(StandardCharsets.UTF_8), List.of("y"), options);
  }

  @Test
  void fewGapsAreMaskedAndSaid() {
    TimeTable table = read(Set.of(0, 3, 50), Set.of(57, 120), MASK);
    assertThat(table.rows()).isEqualTo(ROWS);
    boolean[] masked = table.filled("y");
    double[] y = table.column("y");
    for (int row = 0; row < ROWS; row++) {
      assertThat(masked[row]).isEqualTo(Set.of(0, 3, 50, 57, 120).contains(row));
    }
    // Before the first value the first; without an earlier season the one before; else that of a
    // week before, itself masked in the case of 57. No later value is read.
    assertThat(new double[] {y[0], y[3], y[50], y[57], y[120]}).containsExactly(1, 2, 43, 43, 113);
    assertThat(table.notes())
        .contains(
            "5 of 200 values of y are missing and masked: they count in no loss and no score."
                + " With strict a missing value is refused.")
        .anyMatch(note -> note.startsWith("2 missing rows in 2 gaps were inserted without values"));
    assertThat(table.reading().asked().fill()).isEqualTo(Fill.MASK);
  }

  @Test
  void oneGapIsOne() {
    assertThat(read(Set.of(), Set.of(9), MASK).notes())
        .contains(
            "1 of 200 values of y is missing and masked: it counts in no loss and no score."
                + " With strict a missing value is refused.");
  }

  /** A table without gaps is read as if nothing had been said of them. */
  @Test
  void aTableWithoutGapsIsReadAsBefore() {
    TimeTable table = read(Set.of(), Set.of(), MASK);
    assertThat(table.notes()).isEqualTo(read(Set.of(), Set.of(), ReadOptions.defaults()).notes());
    assertThat(table.filledCells().values()).containsOnly(0);
  }

  /**
   * More than one in twenty, or more in a row than a week has: the refusal is that without masks.
   */
  @Test
  void manyGapsAreRefusedAsBefore() {
    Set<Integer> many = Set.of(5, 15, 25, 35, 45, 55, 65, 75, 85, 95, 105);
    Set<Integer> inARow = Set.of(50, 51, 52, 53, 54, 55, 56, 57);
    for (Set<Integer> rows : List.of(many, inARow)) {
      assertThatThrownBy(() -> read(rows, Set.of(), MASK))
          .isInstanceOf(TableException.class)
          .hasMessageContaining("the value is missing (empty cell)")
          .hasMessageContaining("Give fill linear, previous, zero or seasonal");
      assertThatThrownBy(() -> read(Set.of(), rows, MASK))
          .isInstanceOf(TableException.class)
          .hasMessageContaining("missing. ");
      assertThat(read(rows, Set.of(), ReadOptions.defaults().withFill(Fill.LINEAR)).rows())
          .isEqualTo(ROWS);
    }
  }

  @Test
  void strictRefusesOne() {
    ReadOptions strict = ReadSettings.over(MASK, Map.of("strict", "true"));
    assertThat(strict.fill()).isEqualTo(Fill.NONE);
    assertThatThrownBy(() -> read(Set.of(9), Set.of(), strict))
        .hasMessageContaining("the value is missing");
    assertThat(ReadSettings.over(MASK, Map.of("strict", "true", "fill", "zero")).fill())
        .isEqualTo(Fill.ZERO);
  }
}
