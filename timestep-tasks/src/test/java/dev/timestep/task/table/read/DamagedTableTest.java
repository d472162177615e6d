package dev.timestep.task.table.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.timestep.task.table.DateOrder;
import dev.timestep.task.table.Duplicates;
import dev.timestep.task.table.Fill;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TimeTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random damage to good tables: each is either read into finite numbers or refused by a message of
 * our own, whatever the options. Any other exception is a bug that a user would see as a stack
 * trace.
 */
class DamagedTableTest {

  private static final String[] SCRAPS = {
    "",
    " ",
    ",",
    ";",
    "\"",
    "\n",
    "\r",
    "\t",
    "NaN",
    "-",
    "1e400",
    "0",
    "99",
    "9999999999999999999",
    "2021-02-30",
    "31/31/2021",
    "12:30",
    "T",
    "Z",
    "+25:00",
    "\u0000",
    "\uFFFD",
    "é",
    "年",
    "#",
    "Inf",
    "1.2.3",
    "00",
    "Q5",
    "W99",
    "Feb",
    "-1",
    "+14:00"
  };

  @TempDir Path directory;

  @Test
  void isReadOrRefusedNeverBroken() {
    CsvFiles csv = new CsvFiles(directory);
    int read = 0;
    int refused = 0;
    for (int seed = 0; seed < 1200; seed++) {
      Random random = new Random(seed);
      String text = damaged(table(random), random);
      ReadOptions options = options(random);
      Path file = csv.bytes(text.getBytes(StandardCharsets.UTF_8));
      try {
        TimeTable table = TableReader.read(file, List.of(), options);
        for (String name : table.names()) {
          for (double value : table.column(name)) {
            assertThat(value).isFinite();
          }
        }
        assertThat(table.axis().text(table.rows() + 3)).isNotEmpty();
        read++;
      } catch (TableException e) {
        assertThat(e.getMessage()).as("seed %d", seed).isNotBlank().doesNotContain("null");
        refused++;
      } catch (RuntimeException e) {
        fail("seed " + seed + " with " + options + ":\n" + text, e);
      }
    }
    assertThat(read).as("the damage must leave some tables readable").isGreaterThan(60);
    assertThat(refused).isGreaterThan(300);
  }

  private static List<String> table(Random random) {
    String[] codes = {"d", "h", "5min", "m", "w", "b", "s", "q", "y"};
    String[] patterns = {
      "yyyy-MM-dd HH:mm:ss",
      "dd/MM/yyyy HH:mm:ss",
      "yyyyMMddHHmmss",
      "MMM d yyyy",
      "yyyy-MM-dd",
      "yyyy-MM",
      "yyyy",
      "MM/dd/yyyy",
      "yyyy-MM-dd'T'HH:mm:ss'+01:00'"
    };
    Frequency frequency = Frequency.parse(codes[random.nextInt(codes.length)]);
    var formatter =
        java.time.format.DateTimeFormatter.ofPattern(
            patterns[random.nextInt(patterns.length)], java.util.Locale.ENGLISH);
    LocalDateTime start = LocalDateTime.of(1990 + random.nextInt(50), 1, 1, 0, 0);
    List<String> lines = new ArrayList<>(List.of("date,y,text"));
    int rows = random.nextInt(12);
    for (int i = 0; i < rows; i++) {
      lines.add(
          formatter.format(frequency.plus(start, i)) + "," + random.nextInt(100) / 4.0 + ",w" + i);
    }
    return lines;
  }

  private static String damaged(List<String> lines, Random random) {
    int strokes = random.nextInt(4);
    for (int i = 0; i < strokes; i++) {
      int at = random.nextInt(lines.size());
      String line = lines.get(at);
      int from = random.nextInt(line.length() + 1);
      int to = Math.min(line.length(), from + random.nextInt(4));
      String scrap = SCRAPS[random.nextInt(SCRAPS.length)];
      switch (random.nextInt(4)) {
        case 0 -> lines.add(at, line);
        case 1 -> lines.set(at, lines.get(random.nextInt(lines.size())));
        default -> lines.set(at, line.substring(0, from) + scrap + line.substring(to));
      }
    }
    return String.join("\n", lines);
  }

  private static ReadOptions options(Random random) {
    ReadOptions options =
        ReadOptions.defaults()
            .withFill(Fill.values()[random.nextInt(Fill.values().length)])
            .withDuplicates(Duplicates.values()[random.nextInt(Duplicates.values().length)])
            .withSort(random.nextBoolean());
    if (random.nextInt(4) == 0) {
      options = options.withTimeZone(ZoneId.of("America/New_York"));
    }
    if (random.nextInt(4) == 0) {
      String[] codes = {"d", "h", "b", "m", "w", "y", "ms"};
      options = options.withFrequency(Frequency.parse(codes[random.nextInt(codes.length)]));
    }
    if (random.nextInt(6) == 0) {
      options = options.withTime(new String[] {"none", "date", "text", "9"}[random.nextInt(4)]);
    }
    if (random.nextInt(6) == 0) {
      options = options.withDateOrder(DateOrder.DAY_FIRST);
    }
    return random.nextInt(10) == 0 ? options.withTimeFormat("yyyy-MM-dd") : options;
  }
}
