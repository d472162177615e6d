package dev.timestep.task.forecast;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.json.RecordCodec;
import dev.timestep.io.json.RecordForm;
import dev.timestep.task.forecast.baseline.Baseline;
import dev.timestep.task.forecast.ridge.CalendarEffects;
import dev.timestep.task.forecast.ridge.RidgeGroups;
import dev.timestep.task.forecast.statistical.FittedSeries;
import dev.timestep.task.forecast.statistical.FittedSeriesFile;
import dev.timestep.task.forecast.statistical.SeriesMethod;
import dev.timestep.task.forecast.statistical.SeriesMethods;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A kept baseline in a model file: its settings as an object, the weights of a regression as
 * tensors {@code baseline.0}, {@code baseline.1} …, one for each penalty, and the effects of
 * calendar products as {@code baseline.effects}.
 */
final class KeptFile {
  /** What the names of its tensors start with; no layer of the network has such a name. */
  static final String PREFIX = "baseline.";

  /** The first version of a model file that may hold effects of calendar products. */
  static final int PRODUCTS_SINCE = 5;

  private static final RecordCodec<RidgeForm> RIDGE =
      RecordCodec.of(RidgeForm.class, RecordForm.JAVA);

  /** The same before version 5, when there were no products. */
  private static final RecordCodec<RidgeForm> OLD_RIDGE =
      RIDGE.withDefault(RidgeForm.class, "effectPenalty", 0.0);

  /** The name of the effects of calendar products, after that of the part. */
  private static final String EFFECTS = "effects";

  private KeptFile() {}

  /**
   * The sizes of a stored regression.
   *
   * @param lags rows of lookback per past column, 0 for one that is not read
   * @param known known features of a row
   * @param groups the targets of each penalty
   * @param effectPenalty of the effects of calendar products; 0 without them
   */
  record RidgeForm(int[] lags, int known, List<int[]> groups, double effectPenalty) {
    RidgeForm {
      groups = List.copyOf(groups);
      if (known < 0
          || Arrays.stream(lags).anyMatch(lag -> lag < 0)
          || Arrays.stream(lags).sum() < 1) {
        throw new IllegalArgumentException(
            "A ridge regression expects 0 known features or more and columns of 0 lags or more, not"
                + " all of them 0; received "
                + known
                + " and "
                + Arrays.toString(lags)
                + ".");
      }
      if (!(effectPenalty >= 0 && effectPenalty < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "A ridge regression expects an effectPenalty of 0 or more; received "
                + effectPenalty
                + ".");
      }
    }
  }

  /** The settings. */
  static JsonObject write(KeptBaseline kept) {
    return switch (kept) {
      case KeptBaseline.Simple simple -> write(simple.baseline());
      case KeptBaseline.Series series -> write(series);
      case KeptBaseline.Linear linear -> RIDGE.write(form(linear));
    };
  }

  /** The sizes of a ridge regression. */
  static RidgeForm form(KeptBaseline.Linear linear) {
    return new RidgeForm(
        linear.lags(),
        linear.weights().known(),
        linear.weights().targets(),
        linear.effects().map(CalendarEffects::penalty).orElse(0.0));
  }

  private static JsonObject write(KeptBaseline.Series series) {
    JsonArray targets = new JsonArray();
    series.fitted().forEach(fitted -> targets.add(FittedSeriesFile.write(fitted)));
    JsonObject json = new JsonObject();
    json.add("targets", targets);
    return json;
  }

  private static JsonObject write(Baseline baseline) {
    return switch (baseline) {
      case Baseline.Naive one -> codec(Baseline.Naive.class).write(one);
      case Baseline.SeasonalNaive one -> codec(Baseline.SeasonalNaive.class).write(one);
      case Baseline.Drift one -> codec(Baseline.Drift.class).write(one);
      case Baseline.SlotMean one -> codec(Baseline.SlotMean.class).write(one);
      case Baseline.LastYear one -> codec(Baseline.LastYear.class).write(one);
    };
  }

  private static <R extends Record> RecordCodec<R> codec(Class<R> type) {
    return RecordCodec.of(type, RecordForm.JAVA);
  }

  /** The weights; none but those of the ridge regression. */
  static SequencedMap<String, Tensor> tensors(KeptBaseline kept) {
    return kept instanceof KeptBaseline.Linear linear
        ? tensors(PREFIX, linear)
        : new LinkedHashMap<>();
  }

  /** The weights of a ridge regression under names that start with a prefix. */
  static SequencedMap<String, Tensor> tensors(String prefix, KeptBaseline.Linear linear) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    for (int group = 0; group < linear.weights().groups().size(); group++) {
      tensors.put(prefix + group, ExactNumbers.write(linear.weights().numbers(group)));
    }
    linear
        .effects()
        .map(effects -> Arrays.stream(effects.weights()).flatMapToDouble(Arrays::stream).toArray())
        .ifPresent(numbers -> tensors.put(prefix + EFFECTS, ExactNumbers.write(numbers)));
    return tensors;
  }

  /**
   * Reads what {@link #write} and {@link #tensors} gave.
   *
   * @param model the fields of the model; {@code baseline} is read
   * @param name of the baseline
   * @param inputs of the model
   * @param tensors those whose names start with {@link #PREFIX}
   * @param version of the file
   * @throws IllegalArgumentException that names the field or tensor which does not fit
   */
  static KeptBaseline read(
      JsonFields model, String name, InputSpec inputs, Map<String, Tensor> tensors, int version) {
    JsonFields fields = model.object("baseline");
    KeptBaseline kept =
        baseline(name, fields)
            .<KeptBaseline>map(KeptBaseline.Simple::new)
            .orElseGet(() -> fitted(name, model, fields, inputs, tensors, version));
    requireCountable(model, kept);
    if (tensors.size() > tensors(kept).size()) {
      throw model.refuse(
          "baseline", "the weights " + tensors(kept).keySet(), tensors.keySet() + "");
    }
    return kept;
  }

  private static KeptBaseline fitted(
      String name,
      JsonFields model,
      JsonFields fields,
      InputSpec inputs,
      Map<String, Tensor> tensors,
      int version) {
    RecordCodec<RidgeForm> codec = version < PRODUCTS_SINCE ? OLD_RIDGE : RIDGE;
    Optional<LinearKind> kind = LinearKind.of(name);
    return kind.isPresent()
        ? linear(PREFIX, kind.get(), codec.read(fields), fields, inputs, tensors)
        : series(
            SeriesMethods.of(name)
                .orElseThrow(() -> model.refuse("kept", "network or a baseline", '"' + name + '"')),
            fields,
            inputs.targets().size());
  }

  /** The baseline of this name that needs no training, from its settings; nothing for others. */
  static Optional<Baseline> baseline(String name, JsonFields fields) {
    return switch (name) {
      case "naive" -> Optional.of(codec(Baseline.Naive.class).read(fields));
      case "seasonal_naive" -> Optional.of(codec(Baseline.SeasonalNaive.class).read(fields));
      case "drift" -> Optional.of(codec(Baseline.Drift.class).read(fields));
      case "slot_mean" -> Optional.of(codec(Baseline.SlotMean.class).read(fields));
      case "last_year" -> Optional.of(codec(Baseline.LastYear.class).read(fields));
      default -> Optional.empty();
    };
  }

  private static KeptBaseline series(SeriesMethod method, JsonFields fields, int targets) {
    List<FittedSeries> fitted =
        fields.objects("targets").stream().map(FittedSeriesFile::read).toList();
    if (fitted.size() != targets
        || !fitted.stream().allMatch(one -> one.id().equals(method.id()))) {
      throw fields.refuse(
          "targets",
          "a model \"%s\" for each of the %d targets".formatted(method.id(), targets),
          fitted.stream().map(FittedSeries::id).toList() + "");
    }
    fields.end();
    return new KeptBaseline.Series(method.label(), fitted);
  }

  private static void requireCountable(JsonFields model, KeptBaseline kept) {
    try {
      kept.history();
    } catch (ArithmeticException e) {
      throw model.refuse("baseline", "rows that can be counted", e.getMessage() + "");
    }
  }

  /** The regression of these sizes, with the weights whose names start with a prefix. */
  static KeptBaseline.Linear linear(
      String prefix,
      LinearKind kind,
      RidgeForm form,
      JsonFields fields,
      InputSpec inputs,
      Map<String, Tensor> tensors) {
    int targets = inputs.targets().size();
    int columns = form.lags().length;
    if (columns < targets || Arrays.stream(form.lags()).anyMatch(lag -> lag > inputs.lookback())) {
      throw fields.refuse(
          "lags",
          "one for each target or more, each from 0 to " + inputs.lookback(),
          Arrays.toString(form.lags()));
    }
    int[] all = form.groups().stream().flatMapToInt(Arrays::stream).sorted().toArray();
    if (all.length != targets || !isCount(all)) {
      throw fields.refuse(
          "groups", "each of the " + targets + " targets once", Arrays.toString(all));
    }
    requireKind(kind, form, fields);
    return weighted(prefix, kind, form, inputs, tensors);
  }

  private static void requireKind(LinearKind kind, RidgeForm form, JsonFields fields) {
    if (form.effectPenalty() > 0 != (kind == LinearKind.RIDGE_CALENDAR)) {
      throw fields.refuse(
          "effectPenalty",
          kind == LinearKind.RIDGE_CALENDAR
              ? "the penalty of its products, above 0"
              : "0, as the model has no products",
          form.effectPenalty() + "");
    }
    int first = form.lags()[0];
    if (kind.form().isPresent()
        && (form.known() > 0 || !Arrays.stream(form.lags()).allMatch(lag -> lag == first))) {
      throw fields.refuse(
          "lags",
          "one number for all targets and no known features, as " + kind.label() + " reads them",
          Arrays.toString(form.lags()) + " and " + form.known() + " features");
    }
  }

  /** The regression of sizes that were checked. */
  static KeptBaseline.Linear weighted(
      String prefix,
      LinearKind kind,
      RidgeForm form,
      InputSpec inputs,
      Map<String, Tensor> tensors) {
    return new KeptBaseline.Linear(
        kind,
        groups(prefix, form, inputs, tensors),
        form.lags(),
        form.effectPenalty() > 0
            ? Optional.of(effects(prefix, form, inputs, tensors))
            : Optional.empty());
  }

  private static CalendarEffects effects(
      String prefix, RidgeForm form, InputSpec inputs, Map<String, Tensor> tensors) {
    int targets = inputs.targets().size();
    int width = ForecastInputs.products(inputs).width();
    double[] all = numbers(prefix + EFFECTS, (long) targets * width, tensors);
    double[][] weights = new double[targets][];
    for (int k = 0; k < targets; k++) {
      weights[k] = Arrays.copyOfRange(all, k * width, (k + 1) * width);
    }
    return new CalendarEffects(weights, form.effectPenalty());
  }

  /** The weights of a ridge regression of these sizes. */
  private static RidgeGroups groups(
      String prefix, RidgeForm form, InputSpec inputs, Map<String, Tensor> tensors) {
    return RidgeGroups.of(
        inputs.horizon(),
        Arrays.stream(form.lags()).sum(),
        form.known(),
        form.groups(),
        (group, count) -> numbers(prefix + group, count, tensors));
  }

  private static boolean isCount(int... sorted) {
    for (int at = 0; at < sorted.length; at++) {
      if (sorted[at] != at) {
        return false;
      }
    }
    return true;
  }

  private static double[] numbers(String name, long count, Map<String, Tensor> tensors) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "The regression that is kept expects the weights "
              + name
              + "; they are missing. Train the model again.");
    }
    return ExactNumbers.read(name, tensor, count);
  }
}
