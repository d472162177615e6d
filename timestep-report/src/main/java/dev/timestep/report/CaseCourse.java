package dev.timestep.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * The course of one case, as a page draws it.
 *
 * @param id the name of the case
 * @param channels values of each step by the name of the channel, scaled to one size
 * @param moved how much each step spoke for the answer (above 0) or against it, between −1 and 1
 */
public record CaseCourse(String id, SequencedMap<String, Numbers> channels, Numbers moved) {
  /** Takes a copy of the map. */
  public CaseCourse {
    channels = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(channels));
  }
}
