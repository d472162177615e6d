package dev.timestep.train;

import dev.timestep.autograd.Parameter;
import dev.timestep.train.NonFiniteLossException.Cause;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out why a loss is not finite, nearest cause first: bad data, bad weights, and only then a
 * training that diverged.
 *
 * @param epoch from 1, or 0 outside of fit
 * @param batch from 1, or 0 outside of fit and in validation
 * @param step steps done before
 * @param learningRate of the step; NaN in validation
 * @param clipping of the training
 * @param normBefore gradient norm one step before; NaN if there was none
 */
record NonFiniteDiagnosis(
    int epoch, int batch, long step, double learningRate, Clipping clipping, double normBefore) {

  /**
   * The exception to throw.
   *
   * @param what became NaN or infinite, for example {@code "The loss"}
   * @param value what it is now
   * @param badData where the batch is not finite
   * @param parameters the weights before the step
   * @param badPlace the first layer or parameter whose numbers are not finite
   */
  NonFiniteLossException explain(
      String what,
      double value,
      Optional<String> badData,
      Map<String, Parameter> parameters,
      Optional<String> badPlace) {
    String happened = what + " became " + value;
    if (badData.isPresent()) {
      return exception(
          happened,
          Cause.BAD_DATA,
          badData.get(),
          "Its cause is in the data: "
              + badData.get()
              + ", counted from 0. Fill or drop missing values before training.");
    }
    Optional<String> badWeights = firstNonFinite(parameters);
    if (badWeights.isPresent()) {
      return exception(
          happened,
          Cause.BAD_WEIGHTS,
          badWeights.get(),
          "The weights "
              + badWeights.get()
              + " were not finite before the step: they were loaded so, or an update overflowed."
              + rateAdvice());
    }
    String place = badPlace.filter(name -> !name.isEmpty()).orElse("the loss");
    return exception(
        happened,
        Cause.DIVERGED,
        place,
        "Data and weights are finite; the first numbers that are not come from "
            + place
            + ". The likely cause is a training that diverges"
            + (Double.isNaN(normBefore)
                ? ""
                : String.format(
                    Locale.ROOT, ": the gradient norm was %.3g one step before", normBefore))
            + "."
            + rateAdvice()
            + " Check that inputs and targets are scaled.");
  }

  private String rateAdvice() {
    String clip =
        clipping instanceof Clipping.None
            ? " Clip gradients, for example with Clipping.byNorm(1)"
            : " Clip gradients harder than " + clipping;
    return Double.isNaN(learningRate) || learningRate == 0
        ? clip + "."
        : String.format(
            Locale.ROOT,
            "%s, or lower the learning rate, for example from %.3g to %.3g.",
            clip,
            learningRate,
            learningRate / 10);
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
        .filter(entry -> !finite(entry.getValue().value().data()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The first parameter whose gradient is not finite. */
  static Optional<String> firstBadGradient(Map<String, Parameter> parameters) {
    return parameters.entrySet().stream()
        .filter(entry -> !entry.getValue().frozen() && !finite(entry.getValue().pagedGradient()))
        .map(entry -> "the gradient of " + entry.getKey())
        .findFirst();
  }

  private static boolean finite(float[] numbers) {
    for (float number : numbers) {
      if (!Float.isFinite(number)) {
        return false;
      }
    }
    return true;
  }
}
