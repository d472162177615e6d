package dev.timestep.task.forecast.statistical;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What R's package forecast says of three classics: see {@code smoothing.R} beside the file. */
final class SmoothingGolden {
  private final Map<String, double[]> numbers = new LinkedHashMap<>();

  SmoothingGolden() {
    this("smoothing.csv");
  }

  /** Of another file of this form. */
  SmoothingGolden(String file) {
    try (InputStream in = SmoothingGolden.class.getResourceAsStream("/statistical/" + file)) {
      String text =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
      for (String line : text.lines().toList()) {
        String[] parts = line.split(",", -1);
        numbers.put(
            parts[0] + "," + parts[1] + "," + parts[2],
            Arrays.stream(parts, 3, parts.length).mapToDouble(Double::parseDouble).toArray());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  double[] values(String series) {
    return get(series, "", "values");
  }

  double[] get(String series, String model, String what) {
    return Objects.requireNonNull(
        numbers.get(series + "," + model + "," + what), series + " " + model + " " + what);
  }

  double one(String series, String model, String what) {
    return get(series, model, what)[0];
  }

  /** Series and ETS models, as {@code AirPassengers ETS(MAdM)}. */
  List<String[]> smoothingModels() {
    List<String[]> models = new ArrayList<>();
    for (String key : numbers.keySet()) {
      String[] parts = key.split(",", -1);
      if (parts[2].equals("weights")) {
        models.add(new String[] {parts[0], parts[1]});
      }
    }
    return models;
  }

  /** The form of a name such as {@code ETS(MAdM)}. */
  static EtsForm form(String name) {
    String letters = name.substring(4, name.length() - 1).replace("d", "");
    return new EtsForm(
        part(letters.charAt(0)),
        part(letters.charAt(1)),
        name.contains("d"),
        part(letters.charAt(2)));
  }

  private static EtsPart part(char letter) {
    return Arrays.stream(EtsPart.values())
        .filter(part -> part.letter() == letter)
        .findFirst()
        .orElseThrow();
  }

  /** The states before the first value. */
  EtsStates states(String series, String model) {
    return new EtsStates(
        one(series, model, "level"),
        one(series, model, "trend"),
        form(model).seasonal() ? get(series, model, "seasons") : new double[0]);
  }

  EtsWeights weights(String series, String model) {
    double[] four = get(series, model, "weights");
    return new EtsWeights(four[0], four[1], four[2], four[3]);
  }

  static int season(String series) {
    return series.equals("Nile") ? 1 : 12;
  }
}
