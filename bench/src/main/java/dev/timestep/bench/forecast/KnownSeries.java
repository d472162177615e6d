package dev.timestep.bench.forecast;

import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.forecast.TrainingOptions;
import dev.timestep.task.table.Duplicates;
import dev.timestep.task.table.Fill;
import dev.timestep.task.table.ReadOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A series with the options that it is forecast with.
 *
 * @param name its name in the tables
 * @param shared whether it lies in the folder that is given, not in {@code examples/data}
 * @param file in that folder
 * @param options what {@code timestep train forecast} is given
 */
record KnownSeries(String name, boolean shared, String file, ForecastOptions options) {
  /** All of them, by what they measure. */
  static List<KnownSeries> all() {
    return List.of(
        example("births", "us-births.csv", asked("births")),
        example("births, US holidays", "us-births.csv", asked("births").holidays("US")),
        example("USD", "euro-rates.csv", asked("USD")),
        example("JPY", "euro-rates.csv", asked("JPY")),
        example("GBP", "euro-rates.csv", asked("GBP")),
        example("CHF", "euro-rates.csv", asked("CHF")),
        shared("Brent oil", "oil_price/brent-daily.csv", asked("Price")),
        example("rain", "seattle-weather.csv", asked("precipitation").horizon(7)),
        example("wind", "seattle-weather.csv", asked("wind").horizon(7)),
        example("temperature, 7 days", "seattle-weather.csv", asked("temp_max").horizon(7)),
        example("temperature, 28 days", "seattle-weather.csv", asked("temp_max")),
        shared("PM2.5 in Beijing", "beijing_pm25/pollution.csv", asked("pm2.5").fill("linear")),
        shared(
            "traffic on I-94",
            "metro_traffic/Metro_Interstate_Traffic_Volume.csv",
            asked("traffic_volume").duplicates("first").fill("linear")),
        shared("taxi rides", "nab/data/realKnownCause/nyc_taxi.csv", asked("value").horizon(48)),
        shared("bicycle rentals", "bike_sharing/hour.csv", asked("cnt").fill("zero")),
        shared(
            "household power",
            "household_power/household_power_consumption_hourly.csv",
            asked("Global_active_power")),
        shared(
            "transformer, ETTh1",
            "etth1/ETTh1.csv",
            asked("OT").horizon(24).split("8640/2880/2880")),
        shared(
            "CPU of a datacenter",
            "datacenter/machine_usage_days_1_to_8_grouped_300_seconds.csv",
            asked("cpu_util_percent")));
  }

  /** The one of this name. */
  static KnownSeries named(String name) {
    return all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  Path path(Path data) {
    return shared ? data.resolve(file) : Path.of("examples/data").resolve(file);
  }

  private static KnownSeries example(String name, String file, Asked asked) {
    return new KnownSeries(name, false, file, asked.options());
  }

  private static KnownSeries shared(String name, String file, Asked asked) {
    return new KnownSeries(name, true, file, asked.options());
  }

  private static Asked asked(String target) {
    return new Asked(
        target,
        OptionalInt.empty(),
        Optional.empty(),
        ForecastOptions.of(target).split(),
        ReadOptions.defaults());
  }

  /** What is given beside the defaults. */
  private record Asked(
      String target,
      OptionalInt rows,
      Optional<String> country,
      String parts,
      ReadOptions reading) {
    Asked horizon(int steps) {
      return new Asked(target, OptionalInt.of(steps), country, parts, reading);
    }

    Asked holidays(String code) {
      return new Asked(target, rows, Optional.of(code), parts, reading);
    }

    Asked split(String other) {
      return new Asked(target, rows, country, other, reading);
    }

    Asked fill(String how) {
      return new Asked(target, rows, country, parts, reading.withFill(Fill.parse(how)));
    }

    Asked duplicates(String how) {
      return new Asked(target, rows, country, parts, reading.withDuplicates(Duplicates.parse(how)));
    }

    /** The model as it is judged; it need not be fitted again for its figures. */
    ForecastOptions options() {
      ForecastOptions usual = ForecastOptions.of(target);
      TrainingOptions training = usual.training();
      return new ForecastOptions(
              usual.targets(),
              reading,
              rows,
              usual.lookback(),
              usual.season(),
              country,
              parts,
              usual.network(),
              new TrainingOptions(
                  training.epochs(),
                  training.batch(),
                  training.learningRate(),
                  training.loss(),
                  training.patience(),
                  false),
              usual.keep(),
              usual.run())
          .withQuantiles(0.05, 0.95);
    }
  }
}
