package dev.timestep.task.table.panel;

import static dev.timestep.task.table.panel.Panels.SALES;
import static dev.timestep.task.table.panel.Panels.SKIP_BAD;
import static dev.timestep.task.table.panel.Panels.ahead;
import static dev.timestep.task.table.panel.Panels.columns;
import static dev.timestep.task.table.panel.Panels.days;
import static dev.timestep.task.table.panel.Panels.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.task.Source;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.cells.TableStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanelRefusalTest {

  @TempDir Path directory;
  Panels panels;

  @BeforeEach
  void setUp() {
    panels = new Panels(directory);
  }

  private String refusal(Path file, PanelColumns columns, PanelPolicy policy) {
    return panels.refusal(file, columns, ReadOptions.defaults(), policy);
  }

  @Test
  void anIdThatAppearsOnce() {
    Path file =
        panels.write(
            table(
                "date,store,sales",
                days("Elm", 4, String::valueOf),
                days("Ehm", 1, String::valueOf),
                days("Oak", 4, String::valueOf)));

    assertThat(refusal(file, SALES, PanelPolicy.DEFAULT))
        .isEqualTo(
            "t.csv: 1 of 3 series cannot be used. Series Ehm, row 6, column store: the id appears"
                + " once, and one row is no series. Correct the id, or delete the row. Give"
                + " skip-bad to leave it out and read the other 2.");
    PanelTable rest = Panels.read(file, SALES, SKIP_BAD);
    assertThat(rest.series()).extracting(PanelSeries::id).containsExactly("Elm", "Oak");
    assertThat(rest.skipped())
        .containsExactly(
            new SkippedSeries(
                "Ehm",
                1,
                6,
                6,
                "series Ehm, row 6, column store: the id appears once, and one row is no series."
                    + " Correct the id, or delete the row."));
    assertThat(rest.notes()).contains("1 of 3 series was left out (skip-bad): Ehm.");
  }

  @Test
  void aSeriesShorterThanTheHorizon() {
    Path file =
        panels.write(
            table(
                "date,store,sales",
                days("Elm", 4, String::valueOf),
                days("Oak", 9, String::valueOf)));

    assertThat(refusal(file, SALES, ahead(4)))
        .isEqualTo(
            "t.csv: 1 of 2 series cannot be used. Series Elm, rows 2 to 5: it has 4 rows of"
                + " history, but a forecast of 4 steps needs more than that. Give a longer history,"
                + " or train a model with a smaller horizon. Give skip-bad to leave it out and read"
                + " the other 1.");
    assertThat(Panels.read(file, SALES, ahead(3)).series()).hasSize(2);
  }

  @Test
  void aFutureCovariateThatEndsTooEarly() {
    List<String> elm = days("Elm", 8, d -> (d < 5 ? d + "" : "") + "," + (d < 7 ? "2.5" : ""));
    List<String> oak = days("Oak", 9, d -> (d < 5 ? d + "" : "") + ",3");
    Path file = panels.write(table("date,store,sales,price", elm, oak));
    PanelColumns columns = columns(List.of(), List.of("price"), List.of());

    assertThat(refusal(file, columns, ahead(3)))
        .isEqualTo(
            "t.csv: 1 of 2 series cannot be used. Series Elm, column price: its values end with"
                + " 2023-01-08 (row 8), but a forecast of 3 steps after the last sales (2023-01-06,"
                + " row 6) needs them up to 2023-01-09. Add rows with price up to then. A column"
                + " that is not known ahead is one for past when a model is trained. Give skip-bad"
                + " to leave it out and read the other 1.");
    // The advice, followed: as past covariate, and with a row more.
    PanelColumns past = columns(List.of("price"), List.of(), List.of());
    assertThat(Panels.read(file, past, ahead(3)).series()).hasSize(2);
    elm.set(7, "2023-01-09,Elm,,2.5");
    Path longer = panels.write(table("date,store,sales,price", elm, oak));
    assertThat(Panels.read(longer, columns, ahead(3)).series().getFirst().knownRows()).isEqualTo(8);
    assertThat(Panels.read(file, columns, ahead(3).withinHistory()).series()).hasSize(2);
  }

  @Test
  void aStaticColumnThatChanges() {
    List<String> elm = days("Elm", 4, d -> d + "," + (d < 2 ? "Leeds" : "York"));
    Path file = panels.write(table("date,store,sales,city", elm, days("Oak", 4, d -> d + ",Hull")));
    PanelColumns columns = columns(List.of(), List.of(), List.of("city"));

    assertThat(refusal(file, columns, PanelPolicy.DEFAULT))
        .isEqualTo(
            "t.csv: 1 of 2 series cannot be used. Series Elm, column city: row 2 has \"Leeds\","
                + " row 4 has \"York\", but a static column has one value in a series. Correct the"
                + " cells, or name the column with past or future. Give skip-bad to leave it out"
                + " and read the other 1.");
    PanelColumns future = columns(List.of(), List.of("city"), List.of());
    assertThat(Panels.read(file, future, PanelPolicy.DEFAULT).series()).hasSize(2);
  }

  @Test
  void anEmptyId() {
    Path file =
        panels.write(
            table(
                "date,store,sales", days("Elm", 4, String::valueOf), days("", 2, String::valueOf)));

    assertThat(refusal(file, SALES, PanelPolicy.DEFAULT))
        .isEqualTo(
            "t.csv: 1 of 2 series cannot be used. Row 6, column store: the id is empty; 2 such"
                + " rows in all. Fill it in, or delete the row. Give skip-bad to leave it out and"
                + " read the other 1.");
    assertThat(Panels.read(file, SALES, SKIP_BAD).skipped().getFirst().id()).isEmpty();
  }

  @Test
  void aSeriesOfAnotherStep() {
    List<String> weekly = new ArrayList<>();
    for (int week = 0; week < 9; week++) {
      weekly.add(LocalDate.of(2023, 1, 2).plusWeeks(week) + ",Oak," + week);
    }
    Path file =
        panels.write(
            table(
                "date,store,sales",
                days("Elm", 9, String::valueOf),
                days("Ash", 9, String::valueOf),
                weekly));

    assertThat(refusal(file, SALES, PanelPolicy.DEFAULT))
        .isEqualTo(
            "t.csv: 1 of 3 series cannot be used. Series Oak, rows 20 to 28: its step is weekly,"
                + " that of the other series is daily. Save series of another step in a table of"
                + " their own, or give freq with the step of all. Give skip-bad to leave it out"
                + " and read the other 2.");
  }

  @Test
  void aTargetWithoutAnyValue() {
    Path file =
        panels.write(
            table("date,store,sales", days("Elm", 4, d -> ""), days("Oak", 4, String::valueOf)));

    assertThat(refusal(file, SALES, PanelPolicy.DEFAULT))
        .contains(
            "Series Elm, rows 2 to 5, column sales: all cells are missing. Fill in the history of"
                + " the series, or delete its rows.");
  }

  @Test
  void allSeriesBadIsRefusedThoughBadOnesMayBeSkipped() {
    Path file =
        panels.write(
            table("date,store,sales", days("Elm", 1, String::valueOf), days("Oak", 1, d -> "2")));

    assertThat(refusal(file, SALES, SKIP_BAD))
        .startsWith("t.csv: none of the 2 series can be used. Series Elm, row 2, column store:")
        .doesNotContain("skip-bad");
  }

  @Test
  void manyBadSeriesAreCountedAndTheFirstAreShown() {
    List<String> lines = new ArrayList<>(List.of("date,store,sales"));
    for (int store = 0; store < 5; store++) {
      lines.add("2023-01-02,s" + store + ",1");
    }
    lines.addAll(days("Oak", 4, String::valueOf));
    String refusal = panels.refusal(panels.write(lines));

    assertThat(refusal)
        .startsWith("t.csv: 5 of 6 series cannot be used. Series s0, row 2, column store:")
        .contains("Series s2, row 4")
        .doesNotContain("Series s3")
        .endsWith(
            " 2 more cannot be used either. Give skip-bad to leave them out and read the other 1.");
  }

  @Test
  void aCellThatIsNoNumber() {
    List<String> elm = days("Elm", 4, d -> d == 2 ? "closed" : String.valueOf(d));
    Path file = panels.write(table("date,store,sales", elm, days("Oak", 4, String::valueOf)));

    assertThat(panels.refusal(file))
        .isEqualTo(
            "t.csv, row 4, column sales: expected a number; found \"closed\". Correct the cell, or"
                + " give missing=\"closed\" if it marks a missing value.");
    PanelTable rest = Panels.read(file, SALES, SKIP_BAD);
    assertThat(rest.series()).extracting(PanelSeries::id).containsExactly("Oak");
    assertThat(rest.skipped().getFirst().reason())
        .startsWith("series Elm, row 4, column sales: expected a number; found \"closed\".");
  }

  @Test
  void aColumnOfTwoRoles() {
    assertThatThrownBy(() -> columns(List.of("price"), List.of("price"), List.of()))
        .isInstanceOf(TableException.class)
        .hasMessage(
            "Column \"price\" is named by past and by future. A column has one role: name it"
                + " once.");
    assertThatThrownBy(() -> columns(List.of("price", "price "), List.of(), List.of()))
        .hasMessage(
            "Column \"price \" is named twice by past. A column has one role: name it once.");
    assertThatThrownBy(() -> columns(List.of("store"), List.of(), List.of()))
        .hasMessageContaining("named by id and by past");
    assertThatThrownBy(() -> new PanelColumns("id", List.of(), List.of(), List.of(), List.of()))
        .hasMessage("target expects the name of one column or more; received none.");
    assertThatThrownBy(() -> new PanelColumns(" ", List.of("y"), List.of(), List.of(), List.of()))
        .hasMessageContaining("id expects the name of the column");
  }

  @Test
  void aColumnThatIsNotThereOrHoldsTheTime() {
    Path file = panels.write(table("date,store,sales", days("Elm", 4, String::valueOf)));

    assertThat(refusal(file, columns(List.of("prise"), List.of(), List.of()), PanelPolicy.DEFAULT))
        .isEqualTo(
            "t.csv: there is no column \"prise\" (past). The columns are: date, store, sales.");
    assertThat(refusal(file, columns(List.of("date"), List.of(), List.of()), PanelPolicy.DEFAULT))
        .isEqualTo(
            "t.csv: column \"date\" (past) holds the time. Name another column, or say with time"
                + " where the time is.");
  }

  @Test
  void anIdOfTwoColumnsIsAdvisedAndRead() {
    List<String> lines = new ArrayList<>(List.of("date,store,item,sales"));
    for (String store : List.of("Elm", "Oak")) {
      for (String item : List.of("milk", "tea", "rice")) {
        lines.addAll(days(store, 5, d -> item + "," + d));
      }
    }
    Path file = panels.write(lines);

    assertThat(refusal(file, SALES, PanelPolicy.DEFAULT))
        .startsWith("t.csv: none of the 2 series can be used. Series Elm")
        .contains("If every series has one row for each time, give id store+item.");
    PanelColumns both =
        new PanelColumns("store+item", List.of("sales"), List.of(), List.of(), List.of("item"));
    PanelTable table = Panels.read(file, both, PanelPolicy.DEFAULT);
    assertThat(table.series())
        .extracting(PanelSeries::id)
        .containsExactly("Elm+milk", "Elm+tea", "Elm+rice", "Oak+milk", "Oak+tea", "Oak+rice");
    assertThat(table.columns().id()).isEqualTo("store+item");
    assertThat(table.series("Oak+tea").orElseThrow().staticValue("item")).isEqualTo(2);
    PanelColumns part =
        new PanelColumns("store+item", List.of("sales"), List.of("item"), List.of(), List.of());
    assertThat(refusal(file, part, PanelPolicy.DEFAULT))
        .isEqualTo(
            "t.csv: column \"item\" is part of id store+item and has the same text in all rows of"
                + " a series. Leave it out, or name it with static.");
  }

  @Test
  void missingCategoriesAndStaticValuesAreCounted() {
    List<String> elm = days("Elm", 4, d -> d + "," + (d == 2 ? "fair" : "") + ",");
    List<String> oak = days("Oak", 4, d -> d + ",fair,York");
    PanelTable table =
        Panels.read(
            panels.write(table("date,store,sales,event,city", elm, oak)),
            columns(List.of(), List.of("event"), List.of("city")),
            PanelPolicy.DEFAULT);

    assertThat(table.series().getFirst().missingCells()).containsEntry("event", 3);
    assertThat(table.notes())
        .contains(
            "Series Elm: 3 of 4 rows have no category in column event.",
            "Series Elm: Column city has no value in any row.");
  }

  @Test
  void aColumnThatHasAnotherTextInEachRowIsNoId() {
    List<String> lines = new ArrayList<>(List.of("date,store,sales"));
    List<String> byDate = new ArrayList<>(lines);
    for (int row = 0; row < 60_000; row++) {
      lines.add(LocalDate.of(2023, 1, 2).plusDays(row / 9) + "," + row + ".5,1");
    }
    for (int row = 0; row < 160_000; row++) {
      byDate.add(LocalDate.of(2023, 1, 2).plusDays(row / 55_000) + "," + row % 55_000 + ",1");
    }

    assertThat(panels.refusal(panels.write(lines)))
        .isEqualTo(
            "t.csv, column store: the first 50,001 rows have 50,001 different texts; the column of"
                + " id has one for each series. Name another column.");
    assertThat(Panels.read(panels.write(byDate), SALES, SKIP_BAD).series()).hasSize(55_000);
  }

  @Test
  void moreDifferentTimesThanFitAreRefused() {
    byte[] text = "date,store,sales\n2023-01-02,Elm,1\n".getBytes(StandardCharsets.UTF_8);
    TableStream stream = TableStream.open(Source.of("t.csv", text), ReadOptions.defaults());
    TimePool pool = new TimePool(stream, List.of(0), 2);

    assertThat(pool.position(2, new String[] {"2023-01-02"})).isZero();
    assertThat(pool.position(3, new String[] {"2023-01-03"})).isEqualTo(1);
    assertThat(pool.position(4, new String[] {"2023-01-03"})).isEqualTo(1);
    assertThatThrownBy(() -> pool.position(5, new String[] {"2023-01-04"}))
        .isInstanceOf(TableException.class)
        .hasMessage(
            "t.csv, row 5: more than 2 different times. Round the times of all series to the same"
                + " steps, or split the file by time.");
  }

  @Test
  void theHorizonIsPositive() {
    assertThatThrownBy(() -> ahead(0)).hasMessage("horizon expects 1 step or more; received 0.");
  }
}
