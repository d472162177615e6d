package dev.timestep.train;

import dev.timestep.tensor.Tensor;
import dev.timestep.train.TrainingState.LossSum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A training state's numbers as text; doubles as {@link Double#toString} writes them, exactly. */
final class StateText {
  private static final String SETTING = "setting.";
  private static final String EPOCH = "epoch.";
  private static final String METRIC = "metric.";
  private static final String LOSSES = "loss-sums";

  private final SequencedMap<String, String> properties;

  private StateText(SequencedMap<String, String> properties) {
    this.properties = properties;
  }

  static SequencedMap<String, String> write(TrainingState state) {
    SequencedMap<String, String> all = new LinkedHashMap<>();
    TrainingState.Counters c = state.counters();
    all.put("steps", Long.toString(c.steps()));
    all.put("optimizer-steps", Long.toString(c.optimizerSteps()));
    all.put("average-updates", Long.toString(c.averageUpdates()));
    all.put("epoch", Integer.toString(c.epoch()));
    all.put("batch", Integer.toString(c.batch()));
    all.put(LOSSES, losses(c.losses()));
    all.put("examples", Long.toString(c.examples()));
    all.put("learning-rate", Double.toString(c.learningRate()));
    all.put("seconds", Double.toString(c.seconds()));
    all.put("best-epoch", Integer.toString(c.bestEpoch()));
    all.put("best-loss", Double.toString(c.bestLoss()));
    all.put("epochs-without-gain", Integer.toString(c.epochsWithoutGain()));
    all.put("schedule-factor", Double.toString(c.schedule().factor()));
    all.put("schedule-best", Double.toString(c.schedule().best()));
    all.put("schedule-epochs", Integer.toString(c.schedule().epochsWithoutGain()));
    all.put("kernels", c.kernels());
    state.settings().forEach((name, value) -> all.put(SETTING + name, value));
    for (EpochResult epoch : state.history()) {
      String validation =
          epoch.validationLoss().isPresent()
              ? Double.toString(epoch.validationLoss().getAsDouble())
              : "none";
      all.put(
          EPOCH + epoch.epoch(),
          String.join(
              " ",
              Double.toString(epoch.trainLoss()),
              validation,
              Double.toString(epoch.learningRate()),
              Boolean.toString(epoch.best()),
              Double.toString(epoch.seconds())));
      epoch
          .metrics()
          .forEach(
              (name, value) ->
                  all.put(METRIC + epoch.epoch() + "." + name, Double.toString(value)));
    }
    return all;
  }

  static TrainingState read(
      SequencedMap<String, String> properties, SequencedMap<String, Tensor> tensors) {
    StateText text = new StateText(properties);
    var schedule =
        new Schedule.Memory(
            text.number("schedule-factor"),
            text.number("schedule-best"),
            text.integer("schedule-epochs"));
    var counters =
        new TrainingState.Counters(
            text.parse("steps", Long::parseLong),
            text.parse("optimizer-steps", Long::parseLong),
            text.parse("average-updates", Long::parseLong),
            text.integer("epoch"),
            text.integer("batch"),
            text.losses(),
            text.parse("examples", Long::parseLong),
            text.number("learning-rate"),
            text.number("seconds"),
            text.integer("best-epoch"),
            text.number("best-loss"),
            text.integer("epochs-without-gain"),
            schedule,
            text.parse("kernels", kernels -> kernels));
    SequencedMap<String, String> settings = new LinkedHashMap<>();
    List<EpochResult> history = new ArrayList<>();
    properties.forEach(
        (name, value) -> {
          if (name.startsWith(SETTING)) {
            settings.put(name.substring(SETTING.length()), value);
          } else if (name.startsWith(EPOCH)) {
            history.add(text.epoch(name));
          }
        });
    return new TrainingState(settings, counters, history, tensors);
  }

  private EpochResult epoch(String name) {
    SequencedMap<String, Double> metrics = new LinkedHashMap<>();
    String prefix = METRIC + name.substring(EPOCH.length()) + ".";
    properties.forEach(
        (property, value) -> {
          if (property.startsWith(prefix)) {
            metrics.put(property.substring(prefix.length()), number(property));
          }
        });
    return parse(name, line -> epoch(name, line, metrics));
  }

  private static EpochResult epoch(String name, String line, SequencedMap<String, Double> metrics) {
    String[] parts = line.split(" ", -1);
    if (parts.length != 5) {
      throw new NumberFormatException(line);
    }
    return new EpochResult(
        Integer.parseInt(name.substring(EPOCH.length())),
        Double.parseDouble(parts[0]),
        parts[1].equals("none")
            ? OptionalDouble.empty()
            : OptionalDouble.of(Double.parseDouble(parts[1])),
        Double.parseDouble(parts[2]),
        Boolean.parseBoolean(parts[3]),
        Double.parseDouble(parts[4]),
        metrics);
  }

  private static String losses(List<LossSum> losses) {
    return losses.stream()
        .map(part -> part.sum() + ":" + part.weight())
        .collect(Collectors.joining(" "));
  }

  private List<LossSum> losses() {
    // Earlier versions wrote one sum over examples; after an epoch it is zero, which is not a sum.
    if (!properties.containsKey(LOSSES) && integer("batch") == 0) {
      return List.of();
    }
    return parse(
        LOSSES,
        line ->
            line.isEmpty()
                ? List.of()
                : Stream.of(line.split(" ", -1)).map(StateText::loss).toList());
  }

  private static LossSum loss(String part) {
    String[] numbers = part.split(":", -1);
    if (numbers.length != 2) {
      throw new NumberFormatException(part);
    }
    return new LossSum(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
  }

  private int integer(String name) {
    return parse(name, Integer::parseInt);
  }

  private double number(String name) {
    return parse(name, Double::parseDouble);
  }

  private <T> T parse(String name, Function<String, T> parser) {
    String value = properties.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "A training state expects the property "
              + name
              + "; it is missing. The checkpoint is damaged or of another version.");
    }
    try {
      return parser.apply(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "A training state expects numbers in the property "
              + name
              + "; received \""
              + value
              + "\". The checkpoint is damaged or of another version.",
          e);
    }
  }
}
