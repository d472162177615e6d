package dev.timestep.task.table.panel;

import static dev.timestep.task.table.panel.Panels.SALES;
import static dev.timestep.task.table.panel.Panels.columns;
import static dev.timestep.task.table.panel.Panels.days;
import static dev.timestep.task.table.panel.Panels.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.task.Source;
import dev.timestep.task.TaskListener;
import dev.timestep.task.table.Duplicates;
import dev.timestep.task.table.Fill;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.Where;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanelReaderTest {

  @TempDir Path directory;
  Panels panels;

  @BeforeEach
  void setUp() {
    panels = new Panels(directory);
  }

  @Test
  void readsSeriesOfDifferentLengthsAndStarts() {
    List<String> late = days("Oak", 6, day -> String.valueOf(10 + day)).subList(2, 6);
    PanelTable table =
        Panels.read(panels.write(table("date,store,sales", days("Elm", 4, String::valueOf), late)));

    assertThat(table.frequency()).isEqualTo(Frequency.of(Frequency.Unit.DAY, 1));
    assertThat(table.series()).extracting(PanelSeries::id).containsExactly("Elm", "Oak");
    PanelSeries elm = table.series("Elm").orElseThrow();
    PanelSeries oak = table.series("Oak").orElseThrow();
    assertThat(elm.values("sales").all()).containsExactly(0, 1, 2, 3);
    assertThat(oak.values("sales").all()).containsExactly(12, 13, 14, 15);
    assertThat(oak.axis().local(0)).isEqualTo(LocalDateTime.of(2023, 1, 4, 0, 0));
    assertThat(oak.axis().text(4)).isEqualTo("2023-01-08");
    assertThat(oak.rows()).isEqualTo(4);
    assertThat(oak.knownRows()).isEqualTo(4);
    assertThat(oak.firstLine()).isEqualTo(6);
    assertThat(table.notes()).containsExactly("Time is in column date.", "Step: daily.");
    assertThat(table.skipped()).isEmpty();
  }

  @Test
  void theOrderOfRowsOfDifferentSeriesMakesNoDifference() {
    List<String> rows = new ArrayList<>();
    rows.addAll(days("Elm", 9, day -> String.valueOf(day)));
    rows.addAll(days("Oak", 7, day -> day + ".25"));
    PanelTable contiguous = Panels.read(panels.write(table("date,store,sales", rows)));
    Collections.sort(rows);
    PanelTable interleaved = Panels.read(panels.write(table("date,store,sales", rows)));

    assertThat(interleaved.fingerprint()).isEqualTo(contiguous.fingerprint());
    assertThat(interleaved.series("Oak").orElseThrow().values("sales").all())
        .containsExactly(0.25, 1.25, 2.25, 3.25, 4.25, 5.25, 6.25);
    assertThat(interleaved.series("Oak").orElseThrow().firstLine()).isEqualTo(3);
  }

  @Test
  void aNumericIdStaysAText() {
    PanelTable table =
        Panels.read(
            panels.write(
                table("date,store,sales", days("007", 3, d -> "1"), days("7", 3, d -> "2"))));

    assertThat(table.series()).extracting(PanelSeries::id).containsExactly("007", "7");
  }

  @Test
  void rowsAfterTheLastTargetAreKnownWhereFutureCovariatesHaveValues() {
    List<String> elm =
        days("Elm", 8, d -> (d < 5 ? d + "" : "") + "," + (d < 7 ? "2.5" : "") + "," + d);
    List<String> oak = days("Oak", 6, d -> d + ",3," + d);
    PanelTable table =
        Panels.read(
            panels.write(table("date,store,sales,price,visitors", elm, oak)),
            columns(List.of("visitors"), List.of("price"), List.of()),
            PanelPolicy.DEFAULT);

    PanelSeries first = table.series().getFirst();
    assertThat(first.rows()).isEqualTo(5);
    assertThat(first.knownRows()).isEqualTo(7);
    assertThat(first.values("price").all()).containsExactly(2.5, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5);
    assertThat(first.values("visitors").all()).containsExactly(0, 1, 2, 3, 4);
    assertThat(first.axis().size()).isEqualTo(5);
    assertThat(first.axis().text(7)).isEqualTo("2023-01-09");
    assertThat(table.series().getLast().knownRows()).isEqualTo(6);
    assertThat(table.notes())
        .contains(
            "Series Elm: The last 3 rows have no sales: they are the rows to be forecast"
                + " (2023-01-07 to 2023-01-09).");
  }

  @Test
  void wordsAreCategoriesAndYesAndNoAreNumbers() {
    List<String> elm =
        days("Elm", 3, d -> d + "," + (d == 1 ? "sale" : "none at all") + ",Yes,Leeds");
    List<String> oak = days("Oak", 3, d -> d + ",sale,no,York");
    PanelTable table =
        Panels.read(
            panels.write(table("date,store,sales,event,open,city", elm, oak)),
            columns(List.of(), List.of("event", "open"), List.of("city")),
            PanelPolicy.DEFAULT);

    assertThat(table.categories().words())
        .isEqualTo(
            Map.of("event", List.of("none at all", "sale"), "city", List.of("Leeds", "York")));
    PanelSeries first = table.series().getFirst();
    assertThat(first.values("event").all()).containsExactly(1, 2, 1);
    assertThat(first.values("open").all()).containsExactly(1, 1, 1);
    assertThat(table.series().getLast().values("open").all()).containsExactly(0, 0, 0);
    assertThat(table.series().getLast().staticValue("city")).isEqualTo(2);
    assertThat(table.categories().count("city")).isEqualTo(3);
    assertThat(table.categories().word("city", 0)).isEqualTo("unknown");
  }

  @Test
  void aCategoryThatWasNeverSeenIsReadAsUnknownAndNamed() {
    Path file =
        panels.write(
            table(
                "date,store,sales,city",
                days("Elm", 3, d -> d + ",Leeds"),
                days("Oak", 3, d -> d + ",Hull")));
    PanelColumns columns = columns(List.of(), List.of(), List.of("city"));
    Optional<Categories> known =
        Optional.of(new Categories(Map.of("city", List.of("York", "Leeds"))));
    PanelTable table =
        PanelReader.read(
            Source.of(file),
            columns,
            ReadOptions.defaults(),
            PanelPolicy.DEFAULT,
            known,
            TaskListener.NONE);

    assertThat(table.series("Elm").orElseThrow().staticValue("city")).isEqualTo(2);
    assertThat(table.series("Oak").orElseThrow().staticValue("city")).isEqualTo(Categories.UNKNOWN);
    assertThat(table.notes())
        .contains(
            "Column city: \"Hull\" (series Oak, row 5) was not among the categories"
                + " when the model was trained, and is read as unknown.");
    assertThatThrownBy(
            () ->
                PanelReader.read(
                    Source.of(file),
                    columns,
                    ReadOptions.defaults(),
                    Panels.STRICT,
                    known,
                    TaskListener.NONE))
        .isInstanceOf(TableException.class)
        .hasMessageContaining(
            "1 of 2 series cannot be used. Series Oak, row 5, column city: \"Hull\"")
        .hasMessageContaining("leave out strict");
  }

  @Test
  void fewMissingRowsAndValuesAreMasked() {
    List<String> elm = days("Elm", 40, String::valueOf);
    elm.set(11, "2023-01-13,Elm,");
    elm.remove(20);
    Path file = panels.write(table("date,store,sales", elm, days("Oak", 40, String::valueOf)));
    PanelTable table = Panels.read(file);

    PanelSeries series = table.series().getFirst();
    assertThat(series.rows()).isEqualTo(40);
    assertThat(series.missing("sales", 11)).isTrue();
    assertThat(series.missing("sales", 20)).isTrue();
    assertThat(series.missing("sales", 12)).isFalse();
    assertThat(series.missingCells()).containsEntry("sales", 2);
    assertThat(series.value("sales", 39)).isEqualTo(39);
    assertThat(table.notes())
        .contains(
            "Series Elm: 1 missing row was inserted without values.",
            "Series Elm: 2 values of sales are missing and masked.");
    assertThat(panels.refusal(file, SALES, ReadOptions.defaults(), Panels.STRICT))
        .isEqualTo(
            "t.csv: 1 of 2 series cannot be used. Series Elm, rows 21 and 22, column date: the step"
                + " is daily, but between 2023-01-21 and 2023-01-23 1 row is missing. Give fill"
                + " linear, previous, zero or seasonal to fill them, or time none to take the rows"
                + " as equally spaced. Give skip-bad to leave it out and read the other 1.");
  }

  @Test
  void manyMissingValuesAreRefusedUnlessTheyAreFilled() {
    List<String> elm = days("Elm", 40, d -> d >= 10 && d < 19 ? "" : String.valueOf(d));
    Path file = panels.write(table("date,store,sales", elm, days("Oak", 40, String::valueOf)));

    assertThat(panels.refusal(file))
        .isEqualTo(
            "t.csv: 1 of 2 series cannot be used. Series Elm, row 12, column sales: 9 values in a"
                + " row are missing, from 2023-01-12 to 2023-01-20. Without being filled, at most 2"
                + " values of 40 may be missing. Give fill linear, previous, zero or seasonal to"
                + " fill them. Give skip-bad to leave it out and read the other 1.");
    PanelTable filled = Panels.read(file, ReadOptions.defaults().withFill(Fill.LINEAR));
    assertThat(filled.series().getFirst().value("sales", 14)).isEqualTo(14);
    assertThat(filled.notes())
        .contains("Series Elm: 9 of 40 values of sales were filled (fill linear).");
  }

  @Test
  void rowsBeforeTheFirstTargetAreLeftOut() {
    List<String> elm = days("Elm", 9, d -> d < 4 ? "" : String.valueOf(d));
    PanelTable table = Panels.read(panels.write(table("date,store,sales", elm)));

    assertThat(table.series().getFirst().values("sales").all()).containsExactly(4, 5, 6, 7, 8);
    assertThat(table.series().getFirst().axis().text(0)).isEqualTo("2023-01-06");
    assertThat(table.series().getFirst().axis().text(5)).isEqualTo("2023-01-11");
    assertThat(table.notes()).contains("4 rows before the first value of sales were left out.");
  }

  @Test
  void equalTimesOfOneSeriesAreMergedAsAsked() {
    List<String> elm = days("Elm", 4, String::valueOf);
    elm.add(2, "2023-01-03,Elm,5");
    Path file = panels.write(table("date,store,sales", elm, days("Oak", 4, String::valueOf)));

    assertThat(panels.refusal(file))
        .isEqualTo(
            "t.csv: 1 of 2 series cannot be used. Series Elm, rows 3 and 4, column date: both have"
                + " the time 2023-01-03. Give duplicates first, last, mean or sum to merge such"
                + " rows. Give skip-bad to leave it out and read the other 1.");
    PanelTable merged = Panels.read(file, ReadOptions.defaults().withDuplicates(Duplicates.SUM));
    assertThat(merged.series().getFirst().values("sales").all()).containsExactly(0, 6, 2, 3);
    assertThat(merged.series().getLast().values("sales").all()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void unsortedRowsOfASeriesNeedSort() {
    List<String> elm = days("Elm", 5, String::valueOf);
    Collections.swap(elm, 1, 3);
    Path file = panels.write(table("date,store,sales", elm, days("Oak", 5, String::valueOf)));

    assertThat(panels.refusal(file))
        .startsWith(
            "t.csv: 1 of 2 series cannot be used. Series Elm, row 4, column date: 2023-01-04 comes"
                + " after 2023-01-05 (row 3): the rows are not in order of time.");
    assertThat(
            Panels.read(file, ReadOptions.defaults().withSort(true))
                .series()
                .getFirst()
                .values("sales")
                .all())
        .containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void seriesWithTheNewestRowFirstArePutInOrder() {
    List<String> rows = new ArrayList<>();
    rows.addAll(days("Elm", 5, String::valueOf));
    rows.addAll(days("Oak", 5, String::valueOf));
    Collections.reverse(rows);
    PanelTable table = Panels.read(panels.write(table("date,store,sales", rows)));

    assertThat(table.series().getFirst().id()).isEqualTo("Oak");
    assertThat(table.series().getFirst().values("sales").all()).containsExactly(0, 1, 2, 3, 4);
    assertThat(table.notes())
        .contains("The newest row comes first: the rows were put in order of time.");
  }

  @Test
  void whereChoosesRowsOfAPanel() {
    List<String> elm = days("Elm", 3, d -> d + ",a");
    List<String> oak = days("Oak", 3, d -> d + ",b");
    PanelTable table =
        Panels.read(
            panels.write(table("date,store,sales,region", elm, oak)),
            ReadOptions.defaults().withWhere(new Where("region", "b")));

    assertThat(table.series()).extracting(PanelSeries::id).containsExactly("Oak");
    assertThat(table.notes()).contains("3 of 6 rows are read: those with region=b.");
  }

  @Test
  void timesMayStandInSeveralColumnsAndHaveNone() {
    List<String> rows = new ArrayList<>(List.of("store,year,month,sales"));
    for (String store : List.of("Elm", "Oak")) {
      for (int month = 1; month <= 6; month++) {
        rows.add(store + ",2023," + month + "," + month);
      }
    }
    Path file = panels.write(rows);
    PanelTable table = Panels.read(file);
    assertThat(table.frequency().code()).isEqualTo("m");
    assertThat(table.series().getLast().axis().local(5))
        .isEqualTo(LocalDateTime.of(2023, 6, 1, 0, 0));
    assertThat(table.notes()).contains("Time is in columns year+month.");

    PanelTable byRow = Panels.read(file, ReadOptions.defaults().withTime("none"));
    assertThat(byRow.frequency().code()).isEqualTo("row");
    assertThat(byRow.series().getLast().axis().hasTime()).isFalse();
    assertThat(byRow.series().getLast().rows()).isEqualTo(6);
  }

  @Test
  void readsBytesWithCommasAndSemicolons() {
    String text =
        "datum;store;sales\n01.02.2023;Elm;1,5\n02.02.2023;Elm;2,25\n03.02.2023;Elm;3\n"
            + "01.02.2023;Oak;1.000,5\n02.02.2023;Oak;7\n03.02.2023;Oak;8\n";
    PanelTable table =
        PanelReader.read(
            Source.of("stdin", text.getBytes(StandardCharsets.UTF_8)),
            SALES,
            ReadOptions.defaults(),
            PanelPolicy.DEFAULT);

    assertThat(table.series().getFirst().values("sales").all()).containsExactly(1.5, 2.25, 3);
    assertThat(table.series().getLast().values("sales").all()).containsExactly(1000.5, 7, 8);
    assertThat(table.reading().decimal()).contains(',');
    assertThat(table.series().getFirst().axis().text(3)).isEqualTo("04.02.2023");
  }

  @Test
  void tellsHowMuchIsRead() {
    List<Double> shares = new ArrayList<>();
    TaskListener listener =
        new TaskListener() {
          @Override
          public void progress(String sentence, double share) {
            shares.add(share);
          }
        };
    Path file = panels.write(table("date,store,sales", days("Elm", 3, String::valueOf)));
    PanelReader.read(
        Source.of(file),
        SALES,
        ReadOptions.defaults(),
        PanelPolicy.DEFAULT,
        Optional.empty(),
        listener);

    assertThat(shares).endsWith(1.0);
  }
}
