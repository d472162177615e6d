package dev.timestep.task.table.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.Where;
import dev.timestep.task.table.read.CsvFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of several series: what tells them apart, and what to give. */
class SeriesColumnTest {

  private static final LocalDate START = LocalDate.of(2023, 1, 1);
  private static final List<String> STORES = List.of("Brook", "Elm Street", "Canal");

  @TempDir Path directory;
  CsvFiles csv;
  final ReadOptions options = ReadOptions.defaults();

  @BeforeEach
  void setUp() {
    csv = new CsvFiles(directory);
  }

  private Path file(String header, List<String> rows) {
    String text = header + "\n" + String.join("\n", rows) + "\n";
    return csv.bytes(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Forty days of three stores; y is 100 times the store plus the day. */
  private static List<String> stores() {
    List<String> rows = new ArrayList<>();
    for (int day = 0; day < 40; day++) {
      for (int store = 0; store < 3; store++) {
        rows.add(START.plusDays(day) + "," + STORES.get(store) + "," + (100 * store + day) + ",3");
      }
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(strings = {"by date", "by store", "newest first", "in no order"})
  void namesTheColumnHoweverTheRowsAreSorted(String order) {
    List<String> rows = stores();
    switch (order) {
      case "by store" ->
          rows.sort((a, b) -> Integer.compare(STORES.indexOf(store(a)), STORES.indexOf(store(b))));
      case "newest first" -> Collections.reverse(rows);
      case "in no order" -> Collections.shuffle(rows, new Random(3));
      default -> {}
    }
    Path file = file("date,store,y,price", rows);
    assertThat(csv.refusal(file))
        .startsWith(
            "t.csv: the table holds several series, one for each value of the column store (")
        .contains("Brook", "Elm Street", "Canal")
        .contains(" Give where with one of them, such as where ")
        .doesNotContain("duplicates", "sort");
    ReadOptions elm = options.withWhere(Where.parse("store=Elm Street"));
    boolean shuffled = order.equals("in no order");
    TimeTable table = csv.read(file, elm.withSort(shuffled));
    assertThat(table.rows()).isEqualTo(40);
    assertThat(table.column("y")[0]).isEqualTo(100);
    assertThat(table.column("y")[39]).isEqualTo(139);
    assertThat(table.notes()).contains("Column that is not read: price.");
  }

  private static String store(String row) {
    return row.split(",")[1];
  }

  @Test
  void quotesAValueWithABlank() {
    Path file =
        file("date,store,y,price", stores().stream().filter(r -> !r.contains("Br")).toList());
    assertThat(csv.refusal(file)).endsWith("such as where \"store=Elm Street\".");
  }

  @Test
  void seriesOfUnequalLengthAndNumberedOnes() {
    List<String> rows = new ArrayList<>();
    Random random = new Random(1);
    for (int day = 0; day < 60; day++) {
      for (int shop = day > 20 ? 1 : 5; shop <= 12; shop++) {
        String values = random.nextInt(4) + "," + shop + "," + random.nextInt(30);
        rows.add(START.plusDays(day) + "," + values);
      }
    }
    Path file = file("date,promo,shop,y", rows);
    assertThat(csv.refusal(file))
        .as("the longest series is named; shops 1 to 4 opened later")
        .isEqualTo(
            "t.csv: the table holds several series, one for each value of the column shop (5, 6, 7,"
                + " 8, 9 and 7 more). Give where with one of them, such as where shop=5.");
    assertThat(csv.read(file, options.withWhere(Where.parse("shop=5"))).rows()).isEqualTo(60);
  }

  @Test
  void twoColumnsThatTellSeriesApartTogether() {
    List<String> rows = new ArrayList<>();
    for (int day = 0; day < 30; day++) {
      for (String store : List.of("Elm", "Oak")) {
        for (int item = 1; item <= 3; item++) {
          rows.add(START.plusDays(day) + "," + store + "," + item + "," + day);
        }
      }
    }
    Path file = file("date,store,item,y", rows);
    assertThat(csv.refusal(file))
        .isEqualTo(
            "t.csv: the table holds 6 series, one for each pair of the columns store and item."
                + " where takes one condition only. Save the rows of one series in a separate"
                + " file.");
    assertThat(csv.refusal(() -> csv.read(file, options.withWhere(Where.parse("store=Oak")))))
        .endsWith(
            "where takes one condition only and has store=Oak already. Save the rows of one"
                + " series in a separate file.");
    List<String> one = rows.stream().filter(row -> row.contains(",Oak,2,")).toList();
    assertThat(csv.read(file("date,store,item,y", one)).rows()).isEqualTo(30);
  }

  @Test
  void anHourBesideTheDateIsNoSeries() {
    List<String> rows = new ArrayList<>();
    for (int day = 0; day < 10; day++) {
      for (int hour = 0; hour < 24; hour++) {
        rows.add(START.plusDays(day) + "," + hour + "," + (24 * day + hour));
      }
    }
    Path file = file("date,he_cet,y", rows);
    assertThat(csv.refusal(file)).endsWith(" If it is the hour of the day, give time date+he_cet.");
    TimeTable table = csv.read(file, options.withTime("date+he_cet"));
    assertThat(table.rows()).isEqualTo(240);
    assertThat(table.axis().local(25)).isEqualTo(START.plusDays(1).atTime(1, 0));
  }

  @Test
  void aFewRepeatedTimesAreNoSeries() {
    Path file =
        csv.write(
            "date,y,flag",
            "2020-01-01,1,a",
            "2020-01-02,2,a",
            "2020-01-02,5,b",
            "2020-01-03,3,a",
            "2020-01-04,4,b",
            "2020-01-05,5,b");
    assertThat(csv.refusal(file))
        .contains("both have the time 2020-01-02. Give duplicates first, last, mean or sum");
  }
}
