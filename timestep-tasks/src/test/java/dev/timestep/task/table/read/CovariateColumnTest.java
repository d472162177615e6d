package dev.timestep.task.table.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableColumns;
import dev.timestep.task.table.TimeTable;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CovariateColumnTest {
  private static final String SHOP =
      """
      date,demand,price,kind,visitors
      2024-01-01,10,4.5,plain,100
      2024-01-02,12,4.5,plain,
      2024-01-03,30,3.9,sale,180
      2024-01-04,11,,plain,120
      2024-01-05,,4.5,sale,
      2024-01-06,,4.9,plain,
      """;

  private static TimeTable read(String text, TableColumns columns) {
    return TableReader.read(
        "shop.csv", text.getBytes(StandardCharsets.UTF_8), columns, ReadOptions.defaults());
  }

  @Test
  void onlyTargetsSayWhichRowsAreToBeForecast() {
    TimeTable table =
        read(SHOP, TableColumns.of("demand").withFuture("price", "kind").withPast("visitors"));

    assertThat(table.rows()).isEqualTo(4);
    assertThat(table.futureRows()).isEqualTo(2);
    assertThat(table.column("price")).containsExactly(4.5, 4.5, 3.9, 3.9);
    assertThat(table.known("price")).containsExactly(4.5, 4.5, 3.9, 3.9, 4.5, 4.9);
    assertThat(table.filled("price")).containsExactly(false, false, false, true, false, false);
    assertThat(table.notes())
        .contains(
            "1 of 6 values of price (16.7 %) is missing: the value before is taken, and an input"
                + " says so.");
  }

  @Test
  void textsAreCategoriesInOrderOfAppearance() {
    TimeTable table = read(SHOP, TableColumns.of("demand").withFuture("kind"));

    assertThat(table.categories("kind")).containsExactly("plain", "sale");
    assertThat(table.known("kind")).containsExactly(0, 0, 1, 0, 1, 0);
    assertThat(table.categories("demand")).isEmpty();
  }

  @Test
  void aPastColumnEndsWithTheTargetAndTakesNoLaterValueForAHole() {
    TimeTable table = read(SHOP, TableColumns.of("demand").withPast("visitors"));

    assertThat(table.known("visitors")).containsExactly(100, 100, 180, 120);
    assertThat(table.filled("visitors")).containsExactly(false, true, false, false);
  }

  @Test
  void whatWasKnownAtATimeHoldsLaterValuesOfKnownColumnsOnly() {
    TimeTable then =
        read(SHOP, TableColumns.of("demand").withFuture("price").withPast("visitors")).first(2);

    assertThat(then.column("demand")).containsExactly(10, 12);
    assertThat(then.known("visitors")).containsExactly(100, 100);
    assertThat(then.known("price")).containsExactly(4.5, 4.5, 3.9, 3.9, 4.5, 4.9);
  }

  @Test
  void aKnownColumnThatEndsBeforeTheTargetIsNamed() {
    String text =
        SHOP.replace("30,3.9,", "30,,").replace("-05,,4.5", "-05,,").replace("-06,,4.9", "-06,,");

    assertThatThrownBy(() -> read(text, TableColumns.of("demand").withFuture("price")))
        .hasMessage(
            "shop.csv: column price is known in advance (future), but ends at 2024-01-02, 2 rows"
                + " before the last one with a target (2024-01-04). Give its values of these rows,"
                + " or read it with past.");
  }

  @Test
  void aColumnIsReadOnce() {
    assertThatThrownBy(() -> TableColumns.of("demand").withFuture("price").withPast("price"))
        .hasMessageContaining("\"price\" is named by past and by future");
    assertThatThrownBy(() -> TableColumns.of("demand").withPast("demand "))
        .hasMessageContaining("is named by target and by past");
    assertThatThrownBy(() -> read(SHOP, TableColumns.of("demand").withPast("Demand")))
        .hasMessage("shop.csv: column demand is a target and cannot be a covariate as well.");
    assertThatThrownBy(() -> read(SHOP, TableColumns.of("demand").withPast("date")))
        .hasMessageContaining("holds the time");
  }

  @Test
  void aMostlyNumericColumnNamesTheCellThatIsNone() {
    String text = SHOP.replace("3.9,sale", "cheap,sale");

    assertThatThrownBy(() -> read(text, TableColumns.of("demand").withFuture("price")))
        .hasMessageContaining("row 4")
        .hasMessageContaining("cheap");
  }

  @Test
  void namesAreNoCategories() {
    StringBuilder many = new StringBuilder("hour,demand,who\n");
    for (int row = 0; row < 70; row++) {
      many.append("2024-01-%02d %02d:00,%d,p%d%n".formatted(1 + row / 24, row % 24, row, row));
    }
    assertThatThrownBy(() -> read(many.toString(), TableColumns.of("demand").withPast("who")))
        .hasMessageContaining("column who holds more than 64 different texts");
  }
}
