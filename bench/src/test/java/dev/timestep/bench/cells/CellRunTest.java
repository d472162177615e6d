package dev.timestep.bench.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.timestep.bench.compare.UsageException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellRunTest {
  private static final CellSize SMALL = new CellSize(4, 3, 8, 2);
  private static final CellDuel.Pace SHORT = new CellDuel.Pace(3, 1, 1);

  @TempDir private Path folder;

  @Test
  void withoutArgumentsMeasuresEveryCell() {
    assertThat(CellRun.parse().entries())
        .isEqualTo(CellList.all(CellSize.USUAL.units()))
        .extracting(CellEntry::name)
        .doesNotHaveDuplicates()
        .hasSizeGreaterThan(25);
  }

  @Test
  void measuresTheCellsThatAreNamed() {
    String file = folder.resolve("out.json").toString();
    assertThat(CellRun.parse("gru, zone", "--json", file, "sru").entries())
        .extracting(CellEntry::name)
        .containsExactly("gru, zoneout", "sru");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--fast | received \"--fast\"",
        "--json | a value after --json",
        "transformer | which is in none of them"
      })
  void saysWhatIsWrong(String arguments, String message) {
    assertThatThrownBy(() -> CellRun.parse(arguments.split(" ")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  @Test
  void everyCellTrainsBesideItsPlainOne() {
    CellDuel whole = new CellDuel(SMALL, SHORT, null);
    CellDuel padded = new CellDuel(SMALL, SHORT, SMALL.lengths());
    CellTable table = new CellTable(SMALL);
    for (CellEntry entry : CellList.all(SMALL.units())) {
      CellDuel.Result result = whole.measure(entry);
      assertThat(result.ratio()).isBetween(result.low(), result.high());
      assertThat(result.low()).isGreaterThan(0);
      table.add(entry, result, padded.measure(entry));
      assertThat(table.lastLine()).startsWith(entry.name());
    }
  }

  @Test
  void aGoalIsMissedWhereOneOfBothRatiosIsAboveIt() {
    CellEntry entry = CellList.all(SMALL.units()).getFirst();
    CellDuel.Result good = new CellDuel.Result(3, 2, 1.5, 1.4, 1.6);
    CellDuel.Result slow = new CellDuel.Result(3.2, 2, 1.6, 1.5, 1.7);
    CellTable table = new CellTable(SMALL);
    table.add(entry, good, good);
    assertThat(table.lastLine()).endsWith("met");
    assertThat(table.missed()).isEmpty();
    table.add(entry, good, slow);
    assertThat(table.lastLine()).endsWith("MISSED");
    assertThat(table.missed()).containsExactly(entry.name());
    JsonObject json = JsonParser.parseString(table.json(true)).getAsJsonObject();
    JsonObject cell = json.getAsJsonArray("cells").get(1).getAsJsonObject();
    assertThat(cell.get("met").getAsBoolean()).isFalse();
    assertThat(cell.getAsJsonObject("lengths").get("ratio").getAsDouble()).isEqualTo(1.6);
  }
}
