package dev.timestep.task.forecast.statistical;

import static dev.timestep.task.forecast.statistical.EtsPart.ADDITIVE;
import static dev.timestep.task.forecast.statistical.EtsPart.MULTIPLICATIVE;
import static dev.timestep.task.forecast.statistical.EtsPart.NONE;

import java.util.ArrayList;
import java.util.List;

/**
 * A form of exponential smoothing, {@code ETS(error, trend, season)} in the names of Hyndman,
 * Koehler, Snyder and Grose (2002): {@code ETS(M,Ad,M)} multiplies its errors and its season, and
 * adds a damped trend.
 *
 * @param error how the error enters, never {@link EtsPart#NONE}
 * @param trend how the trend enters
 * @param damped whether the trend fades
 * @param season how the season enters
 */
public record EtsForm(EtsPart error, EtsPart trend, boolean damped, EtsPart season) {
  /** Checks that there is an error, and a trend where it is damped. */
  public EtsForm {
    if (error == NONE || (damped && trend == NONE)) {
      throw new IllegalArgumentException(
          "EtsForm expects an error that is added or multiplied, and a trend where it is damped;"
              + " received error "
              + error
              + ", trend "
              + trend
              + (damped ? " (damped)." : "."));
    }
  }

  /**
   * The forms among which {@link Ets} chooses, the simplest first. A multiplied season with an
   * added error divides by states near zero, and a multiplied trend explodes; both are left out, as
   * Hyndman and Khandakar (2008) do.
   *
   * @param positive whether all values are above zero, which multiplied parts need
   * @param seasonal whether there is a season
   */
  public static List<EtsForm> candidates(boolean positive, boolean seasonal) {
    List<EtsForm> forms = new ArrayList<>();
    for (EtsPart season : EtsPart.values()) {
      for (EtsPart error : List.of(ADDITIVE, MULTIPLICATIVE)) {
        boolean multiplied = error == MULTIPLICATIVE || season == MULTIPLICATIVE;
        boolean unstable = error == ADDITIVE && season == MULTIPLICATIVE;
        if ((season != NONE && !seasonal) || (multiplied && !positive) || unstable) {
          continue;
        }
        forms.add(new EtsForm(error, NONE, false, season));
        forms.add(new EtsForm(error, ADDITIVE, true, season));
        forms.add(new EtsForm(error, ADDITIVE, false, season));
      }
    }
    return List.copyOf(forms);
  }

  /** Whether a part is multiplied, so that all values must be above zero. */
  public boolean multiplies() {
    return error == MULTIPLICATIVE || trend == MULTIPLICATIVE || season == MULTIPLICATIVE;
  }

  boolean hasTrend() {
    return trend != NONE;
  }

  boolean seasonal() {
    return season != NONE;
  }

  /** Smoothing parameters: alpha, beta, gamma, phi. */
  int weights() {
    return 1 + (hasTrend() ? 1 : 0) + (seasonal() ? 1 : 0) + (damped ? 1 : 0);
  }

  /** Smoothing parameters and first states that are estimated. */
  int parameters(int season) {
    return weights() + 1 + (hasTrend() ? 1 : 0) + (seasonal() ? season - 1 : 0);
  }

  /** {@code ETS(M,Ad,M)}. */
  @Override
  public String toString() {
    return "ETS(%s,%s%s,%s)"
        .formatted(error.letter(), trend.letter(), damped ? "d" : "", season.letter());
  }
}
