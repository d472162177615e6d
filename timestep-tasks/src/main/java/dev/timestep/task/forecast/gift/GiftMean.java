package dev.timestep.task.forecast.gift;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A model over several configurations: the geometric mean of its figures over those of the seasonal
 * naive forecast.
 *
 * @param model its id, or the name that a description gives it
 * @param published whether others report it
 * @param configurations over how many configurations
 * @param mase mean ratio of MASE; nothing where it is undefined in one of them
 * @param crps mean ratio of CRPS; nothing where it is undefined in one of them
 */
public record GiftMean(
    String model, boolean published, int configurations, OptionalDouble mase, OptionalDouble crps) {

  /** Of a model that ran here. */
  static GiftMean measured(String model, List<GiftOutcome> outcomes) {
    List<GiftOutcome> ran = outcomes.stream().filter(one -> one.score(model).isPresent()).toList();
    return new GiftMean(
        model,
        false,
        ran.size(),
        mean(ran, one -> ratio(one, model, score -> score.mase().value())),
        mean(ran, one -> ratio(one, model, score -> score.crps().value())));
  }

  private static OptionalDouble ratio(
      GiftOutcome outcome, String model, Function<GiftScore, OptionalDouble> figure) {
    OptionalDouble mine = outcome.score(model).map(figure).orElse(OptionalDouble.empty());
    OptionalDouble reference =
        outcome.score(GiftModels.REFERENCE.id()).map(figure).orElse(OptionalDouble.empty());
    return mine.isPresent() && reference.isPresent() && reference.getAsDouble() > 0
        ? OptionalDouble.of(mine.getAsDouble() / reference.getAsDouble())
        : OptionalDouble.empty();
  }

  /**
   * Of a model that others report, where they report the seasonal naive forecast as well: their
   * figures are divided by theirs.
   */
  static GiftMean published(String model, List<GiftOutcome> outcomes) {
    List<GiftOutcome> known =
        outcomes.stream()
            .filter(one -> find(one, model).isPresent() && reference(one).isPresent())
            .toList();
    return new GiftMean(
        model,
        true,
        known.size(),
        mean(known, one -> published(one, model, GiftPublished::mase)),
        mean(known, one -> published(one, model, GiftPublished::crps)));
  }

  private static OptionalDouble published(
      GiftOutcome outcome, String model, ToDoubleFunction<GiftPublished> figure) {
    return OptionalDouble.of(
        figure.applyAsDouble(find(outcome, model).orElseThrow())
            / figure.applyAsDouble(reference(outcome).orElseThrow()));
  }

  private static Optional<GiftPublished> reference(GiftOutcome outcome) {
    return find(outcome, GiftModels.REFERENCE.id());
  }

  private static Optional<GiftPublished> find(GiftOutcome outcome, String model) {
    return outcome.configuration().published().stream()
        .filter(one -> one.model().equals(model))
        .findFirst();
  }

  private static OptionalDouble mean(
      List<GiftOutcome> outcomes, Function<GiftOutcome, OptionalDouble> ratio) {
    double sum = 0;
    for (GiftOutcome outcome : outcomes) {
      OptionalDouble one = ratio.apply(outcome);
      if (one.isEmpty() || one.getAsDouble() <= 0) {
        return OptionalDouble.empty();
      }
      sum += Math.log(one.getAsDouble());
    }
    return outcomes.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.exp(sum / outcomes.size()));
  }
}
