package dev.timestep.bench.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class FigureTablesTest {
  private static SeriesFigures.Model model(double mae, double coverage, double... steps) {
    return new SeriesFigures.Model(mae, steps, coverage, 2 * mae);
  }

  private static SeriesFigures run(String outcome, double mix, SeriesFigures.Model... others) {
    SequencedMap<String, SeriesFigures.Model> models = new LinkedHashMap<>();
    models.put("naive", others[0]);
    if (others.length > 1) {
      models.put("ridge_calendar", others[1]);
    }
    models.put("mix", model(mix, 0.9, mix, mix));
    double above = models.get("mix").worstStep(others[others.length - 1]);
    return new SeriesFigures(models, 28, 521, outcome, "naive", above);
  }

  @Test
  void aRowHasTheMeanOfTheSeedsAndTheirEndsAndMarksTheLowest() {
    SeriesFigures.Model naive = model(2207.8, 0.916, 2000, 2400);
    SeriesFigures.Model ridge = model(215.26, Double.NaN, 200, 230);
    FigureTables tables = new FigureTables();
    tables.add(
        "births",
        List.of(
            run("network_wins", 175.28, naive, ridge),
            run("network_wins", 178.01, naive, ridge),
            run("no_difference", 178.56, naive, ridge)));
    SeriesFigures.Model flat = model(0.0123449, 0.874, 0.01, 0.02);
    tables.add("rates", List.of(run("no_difference", 0.01245, flat)));
    assertThat(tables.text())
        .isEqualTo(
            """
            | mean absolute error | naive | ridge calendar | mix |
            |---|---|---|---|
            | births | 2208 | 215.3 | **177.3 (175.3–178.6)** |
            | rates | **0.01234** |  | 0.01245 |

            | coverage in % / MSIS | naive | ridge calendar | mix |
            |---|---|---|---|
            | births | 91.6 / 4415.60 |  | 90.0 / 354.57 (350.56–357.12) |
            | rates | 87.4 / 0.02 |  | 90.0 / 0.02 |

            | series | horizon | test windows | verdict by seed | best other | at its worst step above\
             ridge, by seed |
            |---|---|---|---|---|---|
            | births | 28 | 521 | network wins, no difference | naive | -12.4 %, -11.0 %, -10.7 % |
            | rates | 28 | 521 | no difference | naive | 24.5 % |
            """);
  }
}
