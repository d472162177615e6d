package dev.timestep.train;

import dev.timestep.autograd.Parameter;
import dev.timestep.train.NonFiniteLossException.Cause;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out why a loss is not finite, nearest cause first: bad data, bad weights, and only then a
 * training that diverged. Its advice can help: before the first update neither a lower learning
 * rate nor clipping is named, since neither has acted yet.
 *
 * @param epoch from 1, or 0 outside of fit
 * @param batch from 1, or 0 outside of fit and in validation
 * @param step steps done before
 * @param learningRate of the step; NaN where there is none
 * @param clipping of the training
 * @param norms of the gradients before
 */
record NonFiniteDiagnosis(
    int epoch, int batch, long step, double learningRate, Clipping clipping, NormHistory norms) {
  /** Far beyond scaled data, and beyond any token id. */
  private static final double HUGE_DATA = 1e8;

  /** Far beyond any fresh weight. */
  private static final double HUGE_WEIGHT = 1e3;

  /** A first gradient from which an ordinary rate makes an update that ruins the weights. */
  private static final double HUGE_NORM = 1e4;

  /** A rate from which it is the first suspect, and the largest that is advised. */
  private static final double HIGH_RATE = 0.1;

  private static final double USUAL_RATE = 0.01;

  /**
   * What remains of the failed step.
   *
   * @param badData where the batch is not finite
   * @param parameters the weights before the step
   * @param badPlace the first layer or parameter whose numbers are not finite
   * @param largestData the largest number of the batch, if known, else 0
   */
  record Evidence(
      Optional<String> badData,
      Map<String, Parameter> parameters,
      Optional<String> badPlace,
      double largestData) {}

  /**
   * The exception to throw.
   *
   * @param what became NaN or infinite, for example {@code "The loss"}
   * @param value what it is now
   */
  NonFiniteLossException explain(String what, double value, Evidence evidence) {
    String happened = what + " became " + value;
    if (evidence.badData().isPresent()) {
      String data = evidence.badData().get();
      return exception(
          happened,
          Cause.BAD_DATA,
          data,
          "Its cause is in the data: "
              + data
              + ", counted from 0. Fill or drop missing values before training.");
    }
    Optional<String> badWeights = firstNonFinite(evidence.parameters());
    if (badWeights.isPresent()) {
      return exception(
          happened,
          Cause.BAD_WEIGHTS,
          badWeights.get(),
          "The weights "
              + badWeights.get()
              + (step == 0
                  ? " were not finite before the first step. Start from fresh weights, or from"
                      + " others."
                  : " were not finite before the step: they were loaded like that, or an update"
                      + " overflowed."
                      + rateAdvice()));
    }
    String place = evidence.badPlace().filter(name -> !name.isEmpty()).orElse("the loss");
    return exception(
        happened,
        Cause.DIVERGED,
        place,
        "Data and weights are finite; the first numbers that are not come from "
            + place
            + "."
            + (step == 0 ? atStart(place, evidence) : later(evidence)));
  }

  /** The exception for a finite gradient that the optimizer cannot square. */
  NonFiniteLossException tooLarge(double norm, double largest, Evidence evidence) {
    return exception(
        number("The gradient's norm became %.3g", norm),
        Cause.DIVERGED,
        "the gradient",
        number("The optimizer squares gradients, and a float holds squares of up to %.2g.", largest)
            + dataAdvice(evidence)
            + " Clip gradients, for example with Clipping.byNorm(1), and check that inputs and"
            + " targets are scaled.");
  }

  // ---------------------------------------------------------------- before the first update

  private String atStart(String place, Evidence evidence) {
    String noRate =
        " No update has been made yet, so neither a lower learning rate nor clipping can help.";
    String data = dataAdvice(evidence);
    if (!data.isEmpty()) {
      return noRate + data;
    }
    Optional<String> weights = hugeWeights(evidence.parameters());
    if (weights.isPresent()) {
      return noRate + weights.get();
    }
    if (place.equals("the loss")) {
      return noRate
          + " The predictions are finite: scale the targets, for example with StandardScaler.fit.";
    }
    return noRate
        + " Numbers grow too large on the way. In a recurrent layer with an activation without"
        + " bounds, such as ReLU, they grow from step to step: use tanh, an LSTM or a GRU, or"
        + " shorter sequences. Check that inputs and targets are scaled.";
  }

  private static Optional<String> hugeWeights(Map<String, Parameter> parameters) {
    return parameters.entrySet().stream()
        .filter(entry -> largest(entry.getValue().value().data()) >= HUGE_WEIGHT)
        .findFirst()
        .map(
            entry ->
                number(" The weights %s", entry.getKey())
                    + number(" reach %.3g;", largest(entry.getValue().value().data()))
                    + " start from fresh ones, which are of the size of 1 or less.");
  }

  private static String dataAdvice(Evidence evidence) {
    return evidence.largestData() < HUGE_DATA
        ? ""
        : number(" The numbers of the batch reach %.3g:", evidence.largestData())
            + " scale inputs and targets, for example with StandardScaler.fit.";
  }

  // ---------------------------------------------------------------- after updates

  private String later(Evidence evidence) {
    String data = dataAdvice(evidence);
    if (!data.isEmpty()) {
      return data;
    }
    String before =
        Double.isNaN(norms.last())
            ? ""
            : number(": the gradient norm was %.3g one step before", norms.last());
    boolean largeFromTheStart = norms.first() >= HUGE_NORM && clipping instanceof Clipping.None;
    return " The likely cause is a training that diverges"
        + before
        + "."
        + (largeFromTheStart
            ? number(
                    " It was %.3g in the first step, before any update: the numbers are too large"
                        + " for any usual learning rate.",
                    norms.first())
                + clip()
                + ", or scale inputs and targets, for example with StandardScaler.fit."
            : rateAdvice() + " Check that inputs and targets are scaled.");
  }

  private String clip() {
    return clipping instanceof Clipping.None
        ? " Clip gradients, for example with Clipping.byNorm(1)"
        : " Clip gradients more strongly than " + clipping;
  }

  private String rateAdvice() {
    String clip = clip();
    if (Double.isNaN(learningRate) || learningRate == 0) {
      return clip + ".";
    }
    String lower = number("ower the learning rate, for example from %.3g", learningRate);
    String to = number(" to %.1g.", advisedRate());
    return learningRate > HIGH_RATE ? " L" + lower + to : clip + ", or l" + lower + to;
  }

  /** A tenth, and of a high rate one that is usual. */
  private double advisedRate() {
    return Math.min(USUAL_RATE, learningRate / 10);
  }

  // ---------------------------------------------------------------- words and numbers

  private static String number(String format, Object value) {
    return String.format(Locale.ROOT, format, value);
  }

  private NonFiniteLossException exception(String happened, Cause cause, String place, String why) {
    String where =
        epoch == 0
            ? " in step " + (step + 1)
            : batch == 0
                ? " after epoch " + epoch
                : " in epoch " + epoch + ", batch " + batch + " (step " + (step + 1) + ")";
    String message =
        happened
            + where
            + ". "
            + why
            + (batch == 0 && epoch > 0 ? "" : " The weights are those before this step.");
    return new NonFiniteLossException(message, cause, place, epoch, batch);
  }

  private static Optional<String> firstNonFinite(Map<String, Parameter> parameters) {
    return parameters.entrySet().stream()
        .filter(entry -> !Double.isFinite(largest(entry.getValue().value().data())))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The first parameter whose gradient is not finite. */
  static Optional<String> firstBadGradient(Map<String, Parameter> parameters) {
    return parameters.entrySet().stream()
        .filter(
            entry ->
                !entry.getValue().frozen()
                    && !Double.isFinite(largest(entry.getValue().pagedGradient())))
        .map(entry -> "the gradient of " + entry.getKey())
        .findFirst();
  }

  /** The largest size of a number; NaN if one is NaN. */
  private static double largest(float[] numbers) {
    double largest = 0;
    for (float number : numbers) {
      largest = Math.max(largest, Math.abs((double) number));
    }
    return largest;
  }
}
