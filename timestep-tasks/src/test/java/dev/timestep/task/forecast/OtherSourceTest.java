package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.task.table.CellTable;
import dev.timestep.task.table.Fill;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.read.TableReader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that were never a text file, as a query gives them, become a table and a forecast. */
class OtherSourceTest {

  private static final LocalDate START = LocalDate.of(2001, 1, 1);

  @TempDir Path directory;

  /** Rows as a query gives them; a missing value is an empty text. */
  private record QueryRows(List<String> columns, List<List<Object>> cells) implements CellTable {
    @Override
    public String file() {
      return "query sales";
    }

    @Override
    public int rows() {
      return cells.size();
    }

    @Override
    public int line(int row) {
      return row + 1;
    }

    @Override
    public String text(int row, int column) {
      return cells.get(row).get(column).toString();
    }

    @Override
    public boolean isMissing(int row, int column) {
      return text(row, column).isEmpty();
    }

    @Override
    public boolean isNumber(String cell) {
      return cell.matches("-?[0-9.]+");
    }

    @Override
    public boolean isNumeric(int column) {
      return cells.stream().map(row -> row.get(column)).anyMatch(Double.class::isInstance);
    }

    @Override
    public double[] numbers(int column) {
      return cells.stream()
          .mapToDouble(row -> row.get(column) instanceof Double number ? number : Double.NaN)
          .toArray();
    }
  }

  private static QueryRows rows(double[] y) {
    List<List<Object>> cells = new ArrayList<>();
    for (int row = 0; row < y.length; row++) {
      cells.add(List.of(START.plusDays(row), y[row]));
    }
    return new QueryRows(List.of("day", "a"), cells);
  }

  @Test
  void isForecastLikeTheSameRowsInAFile() {
    double[] y = SmallForecasts.weekly(300, 3);
    TimeTable queried = TableReader.of(rows(y), List.of("a"), ReadOptions.defaults());
    assertThat(queried.column("a")).containsExactly(y);
    assertThat(queried.axis().local(0)).isEqualTo(START.atStartOfDay());
    assertThat(queried.axis().frequency().code()).isEqualTo("d");
    double[][] fromQuery = forecast(queried);
    assertThat(fromQuery).isDeepEqualTo(forecast(SmallForecasts.daily(directory, y)));
    assertThat(fromQuery.length * fromQuery[0].length).isEqualTo(7);
  }

  private static double[][] forecast(TimeTable table) {
    return SmallForecasts.Ask.of("a").rows(7, 14, 7).run(table).model().predict(table).values();
  }

  @Test
  void theRulesOfTimeNameItsRows() {
    QueryRows rows = rows(SmallForecasts.weekly(40, 3));
    rows.cells().remove(9);
    assertThatThrownBy(() -> TableReader.of(rows, List.of("a"), ReadOptions.defaults()))
        .isInstanceOf(TableException.class)
        .hasMessageStartingWith("query sales, rows 9 and 10, column day: ")
        .hasMessageContaining("Give fill linear");
    assertThat(
            TableReader.of(rows, List.of("a"), ReadOptions.defaults().withFill(Fill.LINEAR)).rows())
        .isEqualTo(40);
  }

  @Test
  void aColumnThatIsNotThereIsNamedWithTheOneThatIsMeant() {
    QueryRows rows = rows(SmallForecasts.weekly(40, 3));
    assertThatThrownBy(() -> rows.column("dya", ""))
        .isInstanceOf(TableException.class)
        .hasMessage(
            "query sales: there is no column \"dya\"; did you mean \"day\"? The columns are: day,"
                + " a.");
    QueryRows twice = new QueryRows(List.of("a", "a"), List.of());
    assertThatThrownBy(() -> twice.column("a", ""))
        .hasMessage("query sales: columns 1 and 2 are both called \"a\". Rename one of them.");
  }
}
