package dev.timestep.bench.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The times of one shape: a series of milliseconds for each entrant, way and job. */
final class Samples {

  /**
   * One series.
   *
   * @param way in which the entrant computes
   * @param job {@link Contender#TRAIN} or {@link Contender#FORWARD}
   * @param milliseconds a mean for each round
   */
  record Series(Entrant entrant, String way, String job, List<Double> milliseconds) {

    double median() {
      return Statistics.median(milliseconds);
    }

    /** What sets it apart from the other series of its peer. */
    String variant() {
      return way.equals(Contender.PLAIN) ? entrant.variant() : entrant.variant() + " " + way;
    }
  }

  private final List<Series> all = new ArrayList<>();

  Series begin(Entrant entrant, String way, String job) {
    Series series = new Series(entrant, way, job, new ArrayList<>());
    all.add(series);
    return series;
  }

  List<Series> all() {
    return all;
  }

  /** A peer's fastest series for a job. */
  Optional<Series> best(String peer, String job) {
    return all.stream()
        .filter(s -> s.entrant().peer().equals(peer) && s.job().equals(job))
        .filter(s -> !s.milliseconds().isEmpty())
        .min(Comparator.comparingDouble(Series::median));
  }
}
