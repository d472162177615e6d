package dev.timestep.task.forecast.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.timestep.io.json.JsonFields;
import dev.timestep.task.forecast.statistical.NormalQuantile;
import dev.timestep.task.message.TaskException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TransformTest {
  private static final double[] SALES = {12, 15, 9, 31, 44, 38, 60, 81, 77, 120, 99, 180};

  static Stream<Transform> transforms() {
    return Stream.of(
        new Transform.None(),
        new Transform.Log(),
        new Transform.BoxCox(-1, 3),
        new Transform.BoxCox(-0.3, 250),
        new Transform.BoxCox(0, 1e-6),
        new Transform.BoxCox(1e-9, 2),
        new Transform.BoxCox(0.2, 1e12),
        new Transform.BoxCox(1, 7),
        new Transform.BoxCox(2, 40),
        new Transform.YeoJohnson(0, 5),
        new Transform.YeoJohnson(1e-9, 5),
        new Transform.YeoJohnson(0.4, 1e-3),
        new Transform.YeoJohnson(1, 30),
        new Transform.YeoJohnson(1.6, 1e9),
        new Transform.YeoJohnson(2, 1));
  }

  private static double unit(Transform transform) {
    return switch (transform) {
      case Transform.BoxCox one -> one.unit();
      case Transform.YeoJohnson one -> one.unit();
      default -> 1;
    };
  }

  /** Values of all sizes that a series of this unit has; of both signs where they may be. */
  private static double[] values(Transform transform) {
    var random = new SplittableRandom(2);
    double[] values = new double[2_000];
    Arrays.setAll(values, at -> unit(transform) * Math.exp(1.1 * random.nextGaussian()));
    if (transform instanceof Transform.YeoJohnson || transform instanceof Transform.None) {
      for (int at = 0; at < values.length; at += 2) {
        values[at] = -values[at];
      }
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void valuesComeBack(Transform transform) {
    for (double value : values(transform)) {
      double back = transform.invert(transform.apply(value));
      assertThat(back).isCloseTo(value, within(1e-12 * Math.abs(value)));
    }
    assertThat(transform.invert(transform.apply(Double.NaN))).isNaN();
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void theOrderIsKept(Transform transform) {
    double[] values = values(transform);
    Arrays.sort(values);
    double[] transformed = transform.apply(values);
    double[] forecasts = new double[400];
    Arrays.setAll(forecasts, at -> (at - 200) / 10.0);
    double[] inverted = transform.invert(forecasts);
    for (int at = 1; at < values.length; at++) {
      if (values[at] > values[at - 1] * (1 + Math.signum(values[at]) * 1e-9)) {
        assertThat(transformed[at]).isGreaterThan(transformed[at - 1]);
      }
    }
    // So quantiles stay in order, also those that no value has.
    for (int at = 1; at < inverted.length; at++) {
      assertThat(inverted[at]).isGreaterThanOrEqualTo(inverted[at - 1]);
    }
  }

  @Test
  void transformsAreThoseOfR() {
    var golden = new TransformGolden("boxcox.csv", 3);
    double[] values = Arrays.copyOf(golden.get("AirPassengers,12,values"), 5);
    for (double lambda : new double[] {-0.5, 0, 0.2, 1.5}) {
      String key = "AirPassengers,12,transformed " + (lambda == 0 ? "0" : "" + lambda);
      assertThat(new Transform.BoxCox(lambda, 1).apply(values))
          .containsExactly(golden.get(key), within(1e-12 * 1e3));
    }
    var fifth = new Transform.BoxCox(0.2, 1);
    double[] mean = Arrays.stream(fifth.apply(values)).map(one -> fifth.mean(one, 0.04)).toArray();
    assertThat(mean).containsExactly(golden.get("AirPassengers,12,mean 0.2"), within(1e-10));
  }

  @Test
  void transformsOfAnySignAreThoseOfSciPy() {
    var golden = new TransformGolden("yeojohnson.csv", 2);
    double[] values = golden.get("values,");
    for (String lambda : List.of("0", "0.4", "1", "1.7", "2")) {
      assertThat(new Transform.YeoJohnson(Double.parseDouble(lambda), 1).apply(values))
          .containsExactly(golden.get("transformed," + lambda), within(1e-12));
    }
    assertThat(Lambda.yeoJohnson(golden.get("series,"), 7, 1))
        .isCloseTo(golden.get("best,")[0], within(2e-6));
  }

  /** The mean is that of many drawn values, where the variance is small. */
  @ParameterizedTest
  @MethodSource("transforms")
  void theMeanIsThatOfManyValues(Transform transform) {
    double deviation = 0.02;
    for (double middle : new double[] {-0.3, 0.4}) {
      double sum = 0;
      int draws = 20_000;
      for (int at = 0; at < draws; at++) {
        // Equally likely values of a normal distribution, in pairs of opposite sign.
        double level = (at + 0.5) / draws;
        sum += transform.invert(middle + deviation * NormalQuantile.of(level));
      }
      double bias = sum / draws - transform.invert(middle);
      double told = transform.mean(middle, deviation * deviation) - transform.invert(middle);
      assertThat(told).isCloseTo(bias, within(0.03 * Math.abs(bias) + 1e-10 * unit(transform)));
    }
  }

  @Test
  void aForecastBelowTheLowestTransformIsZero() {
    assertThat(new Transform.BoxCox(0.5, 10).invert(-3)).isZero();
    assertThat(new Transform.BoxCox(0.5, 10).mean(-3, 1)).isZero();
    assertThat(new Transform.BoxCox(-0.5, 10).invert(3)).isInfinite();
  }

  @Test
  void parametersComeFromTheSeries() {
    assertThat(TransformKind.NONE.fit("elm", SALES, 1)).isEqualTo(new Transform.None());
    assertThat(TransformKind.LOG.fit("elm", SALES, 1)).isEqualTo(new Transform.Log());
    var boxCox = (Transform.BoxCox) TransformKind.BOX_COX.fit("elm", SALES, 1);
    assertThat(boxCox.lambda()).isEqualTo(Lambda.guerrero(SALES, 1, 0, 2));
    assertThat(Math.log(boxCox.unit()))
        .isCloseTo(Arrays.stream(SALES).map(Math::log).average().orElseThrow(), within(1e-12));
    var likely = (Transform.BoxCox) TransformKind.BOX_COX_LIKELIHOOD.fit("elm", SALES, 1);
    assertThat(likely.lambda()).isEqualTo(Lambda.likelihood(SALES, 1, 0, 2));
    assertThat(likely.lambda()).isNotEqualTo(boxCox.lambda());
    double[] signed = {-3, 0, 9, Double.NaN, -12};
    assertThat(TransformKind.YEO_JOHNSON.fit("elm", signed, 1))
        .isInstanceOfSatisfying(
            Transform.YeoJohnson.class, one -> assertThat(one.unit()).isEqualTo(6));
    assertThat(TransformKind.YEO_JOHNSON.fit("elm", new double[9], 1).apply(0)).isZero();
  }

  /** What the message advises is done, and works. */
  @ParameterizedTest
  @EnumSource(names = {"LOG", "BOX_COX", "BOX_COX_LIKELIHOOD"})
  void zerosAreRefusedWithAdviceThatHelps(TransformKind kind) {
    double[] sales = {3, 0, 5, -1, 4};
    assertThatThrownBy(() -> kind.fit("elm", sales, 1))
        .isInstanceOf(TaskException.class)
        .hasMessage(
            "transform %s expects values above zero; received 0.0 in series \"elm\", value 2. Take"
                    .formatted(kind.id())
                + " transform yeo_johnson, which takes any value, or none.");
    for (String advised : List.of("yeo_johnson", "none")) {
      Transform transform = TransformKind.of(advised).orElseThrow().fit("elm", sales, 1);
      for (double value : sales) {
        assertThat(transform.invert(transform.apply(value))).isCloseTo(value, within(1e-12));
      }
    }
    assertThatThrownBy(() -> kind.fit("elm", new double[] {Double.NaN}, 1))
        .hasMessageContaining("series \"elm\" has none. Leave the series out.");
    assertThatThrownBy(
            () ->
                TransformKind.YEO_JOHNSON.fit("elm", new double[] {1, Double.NEGATIVE_INFINITY}, 1))
        .hasMessageContaining("received -Infinity in series \"elm\", value 2");
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void whatIsWrittenIsReadBitByBit(Transform transform) {
    String text = TransformFile.write(transform).toString();
    JsonObject json = JsonParser.parseString(text).getAsJsonObject();
    assertThat(TransformFile.read(JsonFields.of(json, "pipeline.json"))).isEqualTo(transform);
  }

  @Test
  void eachSeriesHasItsOwnParameters() {
    SequencedMap<String, Transform> all = new LinkedHashMap<>();
    all.put("elm", new Transform.BoxCox(0.25, 90));
    all.put("oak", new Transform.Log());
    JsonObject owner = new JsonObject();
    owner.add("transforms", TransformFile.write(all));
    JsonFields fields = JsonFields.of(owner, "pipeline.json");
    SequencedMap<String, Transform> same = TransformFile.read(fields, "transforms");
    assertThat(same).containsExactlyEntriesOf(all);
    JsonArray twice = owner.getAsJsonArray("transforms");
    twice.add(twice.get(0));
    assertThatThrownBy(() -> TransformFile.read(JsonFields.of(owner, "p"), "transforms"))
        .hasMessageContaining("\"elm\"");
  }

  @Test
  void damagedFilesAreRefusedByField() {
    JsonObject json = TransformFile.write(new Transform.BoxCox(0.5, 10));
    json.getAsJsonObject("settings").addProperty("lambda", 3);
    assertThatThrownBy(() -> TransformFile.read(JsonFields.of(json, "p")))
        .hasMessageContaining("p.settings")
        .hasMessageContaining("Box-Cox expects a power from -1.0 to 2.0; received 3.0");
    json.getAsJsonObject("settings").addProperty("lambda", 1);
    json.getAsJsonObject("settings").addProperty("unit", 0);
    assertThatThrownBy(() -> TransformFile.read(JsonFields.of(json, "p")))
        .hasMessageContaining("expects a unit above 0; received 0.0");
    json.getAsJsonObject("settings").remove("unit");
    assertThatThrownBy(() -> TransformFile.read(JsonFields.of(json, "p")))
        .hasMessageContaining("unit");
    JsonObject estimated = TransformFile.write(new Transform.BoxCox(0.5, 10));
    estimated.addProperty("kind", "box_cox_likelihood");
    assertThatThrownBy(() -> TransformFile.read(JsonFields.of(estimated, "p")))
        .hasMessageContaining("box_cox_likelihood");
    JsonObject newer = TransformFile.write(new Transform.Log());
    newer.addProperty("kind", "logit");
    assertThatThrownBy(() -> TransformFile.read(JsonFields.of(newer, "p")))
        .hasMessageContaining("none, log, box_cox, box_cox_likelihood, yeo_johnson")
        .hasMessageContaining("logit");
    JsonObject more = TransformFile.write(new Transform.Log());
    more.addProperty("shift", 1);
    assertThatThrownBy(() -> TransformFile.read(JsonFields.of(more, "p")))
        .hasMessageContaining("shift");
  }
}
