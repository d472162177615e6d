package dev.timestep.judge;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A network beside its baselines, all scored on the same cases.
 *
 * @param measures what was measured, the one that decides first; that one is a loss, whose mean
 *     over the cases it is
 * @param network the network's scores
 * @param baselines the baselines' scores, the simplest first; one or more
 * @param omitted baselines that could not take part
 * @param kept id of the one whose answers are used; nothing where that is not chosen among them
 * @param beside further forms of the network, shown beside it: they are not judged, and no
 *     opponents
 */
public record ScoreTable(
    List<Measure> measures,
    Score network,
    List<Score> baselines,
    List<Omitted> omitted,
    Optional<String> kept,
    List<Score> beside) {
  private static final String NETWORK = "network";

  /** Checks that there is something to compare, on the same cases. */
  public ScoreTable {
    measures = List.copyOf(measures);
    baselines = List.copyOf(baselines);
    omitted = List.copyOf(omitted);
    beside = List.copyOf(beside);
    if (measures.isEmpty() || !measures.getFirst().lowerIsBetter()) {
      throw new IllegalArgumentException(
          "ScoreTable expects a loss as its first measure; received " + measures + ".");
    }
    if (baselines.isEmpty()) {
      throw new IllegalArgumentException(
          "ScoreTable expects one baseline or more; received none. A network is only as good as"
              + " what it beats.");
    }
    for (Score baseline : Stream.concat(beside.stream(), baselines.stream()).toList()) {
      if (baseline.perCase().length != network.perCase().length) {
        throw new IllegalArgumentException(
            "ScoreTable expects scores on the same cases; received %d for %s and %d for %s."
                .formatted(
                    network.perCase().length,
                    network.label(),
                    baseline.perCase().length,
                    baseline.label()));
      }
    }
    if (kept.isPresent() && all(network, beside, baselines).noneMatch(one -> isKept(one, kept))) {
      throw new IllegalArgumentException(
          "ScoreTable expects to keep one of %s; received \"%s\"."
              .formatted(all(network, beside, baselines).map(Score::id).toList(), kept.get()));
    }
  }

  /** A table of a network in one form. */
  public ScoreTable(
      List<Measure> measures,
      Score network,
      List<Score> baselines,
      List<Omitted> omitted,
      Optional<String> kept) {
    this(measures, network, baselines, omitted, kept, List.of());
  }

  /** A table of models of which none is kept in another's place. */
  public ScoreTable(
      List<Measure> measures, Score network, List<Score> baselines, List<Omitted> omitted) {
    this(measures, network, baselines, omitted, Optional.empty());
  }

  private static Stream<Score> all(Score network, List<Score> beside, List<Score> baselines) {
    return Stream.of(List.of(network), beside, baselines).flatMap(List::stream);
  }

  private static boolean isKept(Score score, Optional<String> kept) {
    return kept.filter(score.id()::equals).isPresent();
  }

  /** The measure that decides. */
  public Measure primary() {
    return measures.getFirst();
  }

  /** The baseline with the lowest primary measure; of equals the simpler one. */
  public Score best() {
    return baselines.stream()
        .min(Comparator.comparingDouble(score -> score.figure(primary())))
        .orElseThrow();
  }

  /** The network, its further forms and all baselines. */
  public Stream<Score> all() {
    return all(network, beside, baselines);
  }

  /**
   * What sentences call the one that is judged: the network, or by its label where there are
   * several forms of it, or where another model is judged in its place.
   */
  public String subject() {
    return beside.isEmpty() && network.id().equals(NETWORK) ? NETWORK : network.label();
  }

  /** Whether the answers of this model are used. */
  public boolean keeps(Score score) {
    return isKept(score, kept);
  }

  /** The score of the model whose answers are used. */
  public Optional<Score> keptScore() {
    return all().filter(this::keeps).findFirst();
  }

  /**
   * How much smaller a model's loss is than the best baseline's: {@code 1 - loss / best}; nothing
   * where that baseline makes no error.
   */
  public OptionalDouble skill(Score score) {
    return skill(score.figure(primary()), best().figure(primary()));
  }

  /**
   * How much smaller a loss is than another: {@code 1 - loss / opponent}.
   *
   * @return the skill, 0 for equal and negative for worse; nothing if the opponent makes no error
   */
  public static OptionalDouble skill(double loss, double opponent) {
    return opponent > 0 ? OptionalDouble.of(1 - loss / opponent) : OptionalDouble.empty();
  }

  /** How many cases were scored. */
  public int cases() {
    return network.perCase().length;
  }

  /** The same table with the reasons of those left out in other words. */
  public ScoreTable withOmitted(List<Omitted> other) {
    return new ScoreTable(measures, network, baselines, other, kept, beside);
  }

  /** The same table with the network under another name. */
  public ScoreTable withNetworkLabel(String label) {
    return new ScoreTable(measures, network.withLabel(label), baselines, omitted, kept, beside);
  }

  /** The same table with further forms of the network. */
  public ScoreTable withBeside(List<Score> others) {
    return new ScoreTable(measures, network, baselines, omitted, kept, others);
  }

  /** The same table with the id of the model whose answers are used. */
  public ScoreTable withKept(String id) {
    return new ScoreTable(measures, network, baselines, omitted, Optional.of(id), beside);
  }
}
