package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.judge.Verdict.Outcome;
import dev.timestep.task.forecast.SmallForecasts.Ask;
import dev.timestep.task.forecast.window.ForecastWindows;
import dev.timestep.task.forecast.window.Split;
import dev.timestep.task.message.Message;
import dev.timestep.task.table.TimeTable;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the verdict advises where there are too few test windows, followed to the letter. */
class RemedyTest {
  private static final Ask ASK = Ask.of("a").rows(5, 28, 7);

  @TempDir private Path directory;

  private TimeTable table(int rows) {
    return SmallForecasts.daily(directory, SmallForecasts.weekly(rows, 1));
  }

  private static String find(String pattern, GateResult gate) {
    Matcher matcher = Pattern.compile(pattern).matcher(gate.verdict().sentence());
    assertThat(matcher.find()).as(gate.verdict().sentence()).isTrue();
    return matcher.group(1);
  }

  @Test
  void theSplitTheHorizonAndTheLongerFileAllGiveAVerdict() {
    GateResult few = ASK.run(table(300)).gate();
    assertThat(few.verdict().outcome()).isEqualTo(Outcome.TOO_FEW);

    String split = find("split (\\S+),", few);
    assertThat(ASK.run(table(300), split).gate().verdict().outcome()).isNotEqualTo(Outcome.TOO_FEW);

    int horizon = Integer.parseInt(find("horizon of (\\d+) or less", few));
    assertThat(horizon).isEqualTo(4);
    assertThat(ASK.rows(horizon, 28, 7).run(table(300)).gate().verdict().outcome())
        .isNotEqualTo(Outcome.TOO_FEW);
    assertThat(ASK.rows(1, 28, 7).run(table(300)).gate().verdict().outcome())
        .isNotEqualTo(Outcome.TOO_FEW);

    // The test part is a tenth of the file.
    int rows = 10 * Integer.parseInt(find("needs at least (\\d+) rows", few));
    assertThat(ASK.run(table(rows)).gate().verdict().outcome()).isNotEqualTo(Outcome.TOO_FEW);
  }

  @Test
  void nothingThatCannotWorkIsAdvised() {
    // 60 rows leave no room for 34 test rows; 6 test rows are too few for any horizon.
    var windows = new ForecastWindows(Split.parse("48/6/6", 60), 20, 5);
    assertThat(Remedy.TRAINING_OPTIONS.advice(windows))
        .isEqualTo("For a verdict the test part needs at least 34 rows: give a longer file.");
    ForecastWindows more = new ForecastWindows(Split.parse("70/8/22", 100), 20, 5);
    assertThat(new Message(Remedy.TRAINING_OPTIONS.advice(more)))
        .hasToString(
            "For a verdict the test part needs at least 34 rows: give it that many with split"
                + " 58/8/34, or choose a horizon of 3 or less, or give a longer file.");
  }

  @Test
  void whoEvaluatesIsToldHowManyRowsTheFileNeeds() {
    ForecastModel model = ASK.run(table(300)).model();
    GateResult seen = model.evaluate(table(300)).gate();
    int rows = Integer.parseInt(find("a file with at least (\\d+) rows\\.", seen));
    assertThat(model.evaluate(table(rows - 1)).gate().verdict().outcome())
        .isEqualTo(Outcome.TOO_FEW);
    assertThat(model.evaluate(table(rows)).gate().verdict().outcome())
        .isNotEqualTo(Outcome.TOO_FEW);

    TimeTable other = SmallForecasts.daily(directory, SmallForecasts.weekly(200, 9));
    int more =
        Integer.parseInt(find("at least (\\d+) rows\\. The last", model.evaluate(other).gate()));
    TimeTable longer = SmallForecasts.daily(directory, SmallForecasts.weekly(more, 9));
    assertThat(model.evaluate(longer).gate().verdict().outcome()).isNotEqualTo(Outcome.TOO_FEW);
  }
}
