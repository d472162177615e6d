package dev.timestep.bench.compare;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was measured for a shape.
 *
 * @param peak multiply-add rate of the threads together in GF/s; NaN if not measured
 * @param steps sum of the lengths of the batch
 * @param heldFloats kept by Timestep from the forward pass for the backward pass
 * @param verified how many contenders (and ways) were compared
 * @param largestDifference between any two of them, relative
 */
record ShapeResult(
    ShapeSpec shape,
    Samples samples,
    double peak,
    long steps,
    long heldFloats,
    int verified,
    double largestDifference) {

  /** Median milliseconds of a peer's best series. */
  OptionalDouble milliseconds(String peer, String job) {
    Optional<Samples.Series> best = samples.best(peer, job);
    return best.isPresent() ? OptionalDouble.of(best.get().median()) : OptionalDouble.empty();
  }

  /** The time of the best of these peers over Timestep's; above 1 where Timestep is faster. */
  OptionalDouble ratio(String job, String... peers) {
    OptionalDouble own = milliseconds(Lineup.TIMESTEP, job);
    OptionalDouble best =
        Arrays.stream(peers)
            .map(peer -> milliseconds(peer, job))
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .min();
    return own.isPresent() && best.isPresent()
        ? OptionalDouble.of(best.getAsDouble() / own.getAsDouble())
        : OptionalDouble.empty();
  }

  OptionalDouble trainRatio() {
    return ratio(Contender.TRAIN, Lineup.LIBTORCH);
  }

  OptionalDouble forwardRatio() {
    return ratio(Contender.FORWARD, Lineup.LIBTORCH, Lineup.ONNXRUNTIME);
  }

  /** Timestep's rate in training over the machine's peak, 0 to 1. */
  OptionalDouble peakShare() {
    OptionalDouble own = milliseconds(Lineup.TIMESTEP, Contender.TRAIN);
    if (own.isEmpty() || !(peak > 0)) {
      return OptionalDouble.empty();
    }
    double gigaflops = shape.trainingOperations(steps) / (own.getAsDouble() * 1e6);
    return OptionalDouble.of(gigaflops / peak);
  }
}
