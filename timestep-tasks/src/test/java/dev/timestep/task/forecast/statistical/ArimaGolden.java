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

/** What R says of four series: see {@code arima.R} beside the file. */
final class ArimaGolden {
  private static final SmoothingGolden CLASSICS = new SmoothingGolden();

  private final Map<String, double[]> numbers = new LinkedHashMap<>();

  ArimaGolden() {
    try (InputStream in = ArimaGolden.class.getResourceAsStream("/statistical/arima.csv")) {
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

  double[] get(String series, String model, String what) {
    return Objects.requireNonNull(
        numbers.get(series + "," + model + "," + what), series + " " + model + " " + what);
  }

  double one(String series, String model, String what) {
    return get(series, model, what)[0];
  }

  double[] values(String series) {
    if (series.equals("ar2")) {
      return get(series, "", "values");
    }
    return series.equals("logAirPassengers")
        ? Arrays.stream(CLASSICS.values("AirPassengers")).map(Math::log).toArray()
        : CLASSICS.values(series);
  }

  static int season(String series) {
    return series.equals("ar2") || series.equals("Nile") ? 1 : 12;
  }

  /** Series and models that have a value of this kind. */
  List<String[]> models(String what) {
    List<String[]> models = new ArrayList<>();
    for (String key : numbers.keySet()) {
      String[] parts = key.split(",", -1);
      if (parts[2].equals(what)) {
        models.add(new String[] {parts[0], parts[1]});
      }
    }
    return models;
  }

  ArimaOrder order(String series, String model) {
    double[] order = get(series, model, "order");
    return new ArimaOrder(
        (int) order[0],
        (int) order[1],
        (int) order[2],
        (int) order[3],
        (int) order[4],
        (int) order[5],
        (int) order[6],
        order[7] == 1);
  }

  /** R's coefficients as ours are kept. */
  FittedArima fitted(String series, String model) {
    ArimaOrder order = order(series, model);
    double[] all = get(series, model, "coefficients");
    int q = order.p() + order.q();
    int seasonalP = q + order.seasonalP();
    int rows = values(series).length;
    return new FittedArima(
        Arima.AUTOMATIC,
        order,
        new ArimaCoefficients(
            Arrays.copyOfRange(all, 0, order.p()),
            Arrays.copyOfRange(all, order.p(), q),
            Arrays.copyOfRange(all, q, seasonalP),
            Arrays.copyOfRange(all, seasonalP, order.terms())),
        order.constant() ? all[order.terms()] : 0,
        one(series, model, "variance"),
        one(series, model, "loglik"),
        rows,
        rows);
  }
}
