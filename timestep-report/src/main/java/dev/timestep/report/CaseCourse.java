package dev.timestep.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The course of one case, as a page draws it.
 *
 * @param id the name of the case
 * @param channels values of each step by the name of the channel, scaled to one size; none of
 *     letters
 * @param letters the letter of each step; empty where the steps are measurements
 * @param moved how much each step spoke for the answer (above 0) or against it, between −1 and 1
 */
public record CaseCourse(
    String id, SequencedMap<String, Numbers> channels, List<String> letters, Numbers moved) {
  /** Takes copies; checks that there is a letter for each step, if there are letters. */
  public CaseCourse {
    letters = List.copyOf(letters);
    Check.that(
        letters.isEmpty() || letters.size() == moved.size(),
        "CaseCourse(%s) expects a letter for each of %d steps; received %d.",
        id,
        moved.size(),
        letters.size());
    channels = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(channels));
  }

  /** The course of a case whose steps are measurements. */
  public static CaseCourse measured(
      String id, SequencedMap<String, Numbers> channels, Numbers moved) {
    return new CaseCourse(id, channels, List.of(), moved);
  }

  /** The course of a text: what moved the network, above its letters. */
  public static CaseCourse text(String id, List<String> letters, Numbers moved) {
    return new CaseCourse(id, new LinkedHashMap<>(), letters, moved);
  }
}
