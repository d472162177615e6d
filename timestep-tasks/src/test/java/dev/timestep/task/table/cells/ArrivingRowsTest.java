package dev.timestep.task.table.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableException;
import org.junit.jupiter.api.Test;

class ArrivingRowsTest {

  private static ArrivingRows under(String head, boolean header, boolean fixed) {
    return new ArrivingRows(head, header, fixed, ReadOptions.defaults());
  }

  @Test
  void aLineIsLeftOutWithTheNoteOfAFile() {
    ArrivingRows rows = under("id;time;x", true, true);
    assertThat(rows.leftOut("line 2", 2, "a;1;0,5")).isEmpty();
    assertThat(rows.leftOut("line 3", 3, "a;2;")).isEmpty();
    assertThat(rows.leftOut("line 4", 4, "# restarted"))
        .contains("Line 4 was left out: a remark, not a row (\"# restarted\").");
    assertThat(rows.leftOut("line 5", 5, "ID;time;x"))
        .contains("Line 5 was left out: the header again.");
    assertThatThrownBy(() -> rows.leftOut("line 6", 6, "a;1"))
        .isInstanceOf(TableException.class)
        .hasMessageStartingWith("line 6: expects 3 cells, as in the header; received 2 (\"a;1\").");
  }

  @Test
  void aSingleCellOfARowIsNoRemark() {
    ArrivingRows rows = under("id,x,y", true, true);
    assertThatThrownBy(() -> rows.leftOut("line 2", 2, "a,,"))
        .hasMessageStartingWith("line 2: expects a row with one value or more; only one cell");
    assertThat(rows.leftOut("line 3", 3, "5,,")).isEmpty();
    // In a table of one column, a word is a row.
    assertThat(under("sequence", true, true).leftOut("line 2", 2, "ACGT")).isEmpty();
  }

  @Test
  void withoutHeaderTheFirstRowTellsTheWidth() {
    assertThat(under("up,1,2", false, false).leftOut("line 2", 2, "down,1")).isEmpty();
    assertThatThrownBy(() -> under("a,1,2", false, true).leftOut("line 2", 2, "b,1"))
        .hasMessageContaining("expects 3 cells, as in the first row; received 2");
  }

  @Test
  void aCommentWithTheCellsOfARowIsTheHeader() {
    assertThat(ArrivingRows.header("#id,x", "a,1")).contains("id,x");
    assertThat(ArrivingRows.header("#,x", "1,2")).contains("#,x");
    assertThat(ArrivingRows.header("# sensor 3", "a,1")).isEmpty();
  }
}
