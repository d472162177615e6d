package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.task.Commands;
import dev.timestep.task.TaskListener;
import dev.timestep.task.forecast.SmallForecasts.Ask;
import dev.timestep.task.forecast.transform.Transform;
import dev.timestep.task.forecast.transform.TransformKind;
import dev.timestep.task.forecast.transform.Transforms;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.table.TimeTable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ForecastTransformTest {
  private static final int ROWS = 300;

  @TempDir private Path folder;

  /** A week whose swings grow with a level that doubles every hundred days. */
  private static double[] growing() {
    Random random = new Random(3);
    double[] y = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      double week = 0.4 * Math.sin(2 * Math.PI * row / 7);
      y[row] = 20 * Math.exp(row * Math.log(2) / 100 + week + 0.02 * random.nextGaussian());
    }
    return y;
  }

  private static ForecastOptions options(TransformKind kind) {
    return Ask.of("a").rows(7, 28, 7).options().withTransform(kind);
  }

  private static ForecastRun run(TimeTable table, TransformKind kind) {
    return ForecastTraining.run(table, options(kind), TaskListener.NONE);
  }

  /** Untrained, the network forecasts its anchor: the mean of logarithms is a geometric mean. */
  @Test
  void theNetworkReadsLogarithmsAndForecastsInTheColumnsUnit() {
    double[] y = growing();
    TimeTable table = SmallForecasts.daily(folder, y);
    ForecastPlan plan = ForecastPlan.of(table, options(TransformKind.LOG));
    ForecastInputs inputs = plan.pipeline().over(table);
    double[] logarithms = Arrays.stream(y).map(Math::log).toArray();
    ForecastPlan twin =
        ForecastPlan.of(SmallForecasts.daily(folder, logarithms), options(TransformKind.NONE));
    ForecastInputs twins = twin.pipeline().over(twin.table());
    assertThat(inputs.series()[0]).isEqualTo(y);
    int[] origins = {100, 200};
    assertThat(inputs.batch(origins).past().data()).isEqualTo(twins.batch(origins).past().data());
    assertThat(inputs.batch(origins).future().data())
        .isEqualTo(twins.batch(origins).future().data());
    assertThat(inputs.batch(origins).target().data())
        .isEqualTo(twins.batch(origins).target().data());
    assertThat(inputs.forecast(0, 200, 3, 0.5f))
        .isCloseTo(Math.exp(twins.forecast(0, 200, 3, 0.5f)), within(1e-9));
  }

  @ParameterizedTest
  @EnumSource(TransformKind.class)
  void aModelPredictsTheSameBitsFromItsFile(TransformKind kind) {
    TimeTable table = SmallForecasts.daily(folder, growing());
    ForecastRun run = run(table, kind);
    ForecastModel read = ForecastModels.of(run.model().archive());
    assertThat(read.predict(table).values()).isEqualTo(run.next().values());
    assertThat(read.pipeline().transforms()).isEqualTo(run.model().pipeline().transforms());
    assertThat(read.pipeline().transforms().kind()).isEqualTo(kind.ofFunction());
    double[] next = run.next().values()[0];
    assertThat(Arrays.stream(next)).allMatch(value -> value > 50 && value < 400);
  }

  @Test
  void thePowerIsThatOfTrainingRows() {
    double[] y = growing();
    double[] later = y.clone();
    for (int row = 240; row < ROWS; row++) {
      later[row] = 1000 - 2 * row;
    }
    Transforms transforms = transforms(y);
    assertThat(transforms(later)).isEqualTo(transforms);
    later[239] = 3;
    assertThat(transforms(later)).isNotEqualTo(transforms);
    assertThat(((Transform.BoxCox) transforms.each().getFirst()).lambda()).isBetween(0.0, 0.3);
  }

  private Transforms transforms(double[] y) {
    return ForecastPlan.of(SmallForecasts.daily(folder, y), options(TransformKind.BOX_COX))
        .pipeline()
        .transforms();
  }

  /** In any part, and in a file that is predicted from; what the message advises works. */
  @Test
  void aValueWithoutATransformIsNamedByItsRow() {
    for (int row : new int[] {0, 250, ROWS - 1}) {
      double[] y = growing();
      y[row] = 0;
      TimeTable table = SmallForecasts.daily(folder, y);
      assertThatThrownBy(() -> run(table, TransformKind.LOG))
          .hasMessageContaining(
              "transform log expects values above zero; received 0.0 in column \"a\" at "
                  + table.axis().text(row)
                  + ". Take transform yeo_johnson, which takes any value, or none.");
      assertThat(run(table, TransformKind.YEO_JOHNSON).next().values()[0]).hasSize(7);
    }
    ForecastModel model = run(SmallForecasts.daily(folder, growing()), TransformKind.LOG).model();
    double[] y = growing();
    y[ROWS - 1] = -1;
    TimeTable negative = SmallForecasts.daily(folder, y);
    assertThatThrownBy(() -> model.predict(negative))
        .isInstanceOf(TaskException.class)
        .hasMessageContaining("received -1.0 in column \"a\" at 2001-10-27");
  }

  @Test
  void eachTargetHasItsOwn() {
    double[] falling = growing();
    for (int row = 0; row < ROWS; row++) {
      falling[row] = 5 - row % 7;
    }
    TimeTable table = SmallForecasts.daily(folder, growing(), falling);
    ForecastOptions options =
        Ask.of("a", "b").rows(7, 28, 7).options().withTransform(TransformKind.YEO_JOHNSON);
    ForecastRun run = ForecastTraining.run(table, options, TaskListener.NONE);
    Transforms transforms = run.model().pipeline().transforms();
    assertThat(transforms.targets()).containsExactly("a", "b");
    assertThat(transforms.each().get(0)).isNotEqualTo(transforms.each().get(1));
    assertThat(Arrays.stream(run.next().values()[1])).allMatch(value -> value > -6 && value < 10);
    assertThat(transforms.words()).allMatch(words -> words.contains("Yeo-Johnson"));
    assertThat(run.page(new Commands("run", "predict", "evaluate", "inspect", "now")))
        .contains("the network reads a by its Yeo-Johnson transform");
  }
}
