package dev.timestep.task.forecast.statistical;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Exponential smoothing: a level, a trend and a season that each follow the last errors. All usual
 * forms ({@link EtsForm#candidates}) are estimated by maximum likelihood, and the one with the
 * lowest AICc is taken,
 *
 * <pre>
 * AICc = -2 log L + 2 k + 2 k (k + 1) / (n - k - 1),   k = parameters and first states + 1
 * </pre>
 *
 * <p>A form is passed over where it could explode once it is carried on:
 *
 * <ul>
 *   <li>its trend would leave the range of the values: carried on for half as many rows as were
 *       fitted, the steepest trend of the fit may move the level by no more than that range;
 *   <li>its season would multiply an error tenfold: a level is learned from {@code y / s} and
 *       forecast as {@code q s}, so {@code alpha max(s) / min(s)} may be no more than 10;
 *   <li>its errors multiply, and their deviation is above a half.
 * </ul>
 *
 * <p>Limits: a fit reads the last {@value #MOST_ROWS} rows, or ten seasons if they are more. The
 * effects of seasons of more than 24 rows come from a decomposition and are not estimated again,
 * though their weight is; seasons of more than {@value #LONGEST_SEASON} rows are left out. The
 * choice says so.
 *
 * <pre>{@code
 * FittedSeries fitted = Ets.automatic().fit(passengers, 12);
 * double[] nextTwoYears = fitted.forecast(passengers, passengers.length, 24).point();
 * }</pre>
 *
 * <p>Sources: Hyndman, Koehler, Snyder and Grose, "A state space framework for automatic
 * forecasting using exponential smoothing methods" (2002); Hyndman, Koehler, Ord and Snyder,
 * "Forecasting with Exponential Smoothing" (2008).
 *
 * @param id in JSON and files
 * @param label in sentences
 * @param forced the form to be used; empty to choose among all
 */
public record Ets(String id, String label, Optional<EtsForm> forced) implements SeriesMethod {
  /** {@link #id} of the automatic choice. */
  public static final String AUTOMATIC = "ets";

  static final int MOST_ROWS = 4_000;
  static final int LONGEST_SEASON = 1_000;
  private static final int SEASONS = 10;
  private static final int FEWEST = 5;

  /** Chooses among all usual forms. */
  public static Ets automatic() {
    return new Ets(AUTOMATIC, "exponential smoothing (ETS)", Optional.empty());
  }

  /** One form, whatever its AICc. */
  public static Ets of(EtsForm form) {
    return new Ets(AUTOMATIC, form.toString(), Optional.of(form));
  }

  @Override
  public int history(int season) {
    return forced
        .map(form -> Math.max(EtsStates.needed(form, season), form.parameters(season) + 3))
        .orElse(FEWEST);
  }

  @Override
  public FittedSeries fit(double[] values, int season) {
    Carrying.requireSeries(label, history(season), values, season);
    forced.ifPresent(form -> requirePossible(form, values, season));
    int rows = Math.clamp((long) SEASONS * season, MOST_ROWS, Integer.MAX_VALUE);
    return fit(values, season, Math.max(0, values.length - rows));
  }

  /** Fits all rows of a series without a season, however many they are. */
  FittedEts whole(double[] values) {
    return fit(values, 1, 0);
  }

  private FittedEts fit(double[] values, int season, int from) {
    double[] last = Arrays.copyOfRange(values, from, values.length);
    double unit = unit(last);
    double[] scaled = Arrays.stream(last).map(value -> value / unit).toArray();
    List<String> notes = new ArrayList<>();
    Ranked best = choose(scaled, season, notes);
    if (from > 0) {
      notes.add(
          String.format(
              Locale.ROOT, "fitted on the last %,d of %,d rows", last.length, values.length));
    }
    return fitted(best, season, unit, notes, Carrying.of(values, from));
  }

  static void requirePossible(EtsForm form, double[] values, int season) {
    if (form.seasonal() && (season < 2 || season > LONGEST_SEASON)) {
      throw new IllegalArgumentException(
          "%s expects a season of 2 to %d rows; received %d."
              .formatted(form, LONGEST_SEASON, season));
    }
    double least = Arrays.stream(values).min().orElseThrow();
    if (form.multiplies() && !(least > 0)) {
      throw new IllegalArgumentException(
          "%s multiplies, and expects values above zero; received %s.".formatted(form, least)
              + " Use a form that adds, or shift the values.");
    }
  }

  /** A power of two near the size of the values, so that dividing by it loses no bit. */
  static double unit(double... values) {
    double size = Arrays.stream(values).map(Math::abs).max().orElse(0);
    if (size < Double.MIN_NORMAL) {
      // The least numbers have no exponent of their own.
      return size > 0 ? unit(size / Double.MIN_NORMAL) * Double.MIN_NORMAL : 1;
    }
    return Math.scalb(1.0, Math.min(Math.getExponent(size), 1000));
  }

  private record Ranked(EtsSearch.Estimate estimate, double aicc, int rows) {}

  private Ranked choose(double[] values, int season, List<String> notes) {
    boolean longSeason = season > LONGEST_SEASON;
    if (longSeason && forced.isEmpty()) {
      notes.add("the season of " + season + " rows is left out, because it is too long");
    }
    boolean seasonal = season > 1 && !longSeason && values.length >= 2 * season;
    boolean positive = Arrays.stream(values).allMatch(value -> value > 0);
    List<Ranked> ranked =
        forced.map(List::of).orElseGet(() -> EtsForm.candidates(positive, seasonal)).stream()
            .filter(form -> values.length > form.parameters(season) + 2)
            .map(form -> ranked(form, season, values))
            .filter(one -> Double.isFinite(one.aicc()))
            .sorted(Comparator.comparingDouble(Ranked::aicc))
            .toList();
    if (ranked.isEmpty()) {
      throw new IllegalArgumentException(
          label
              + " expects a series that one of its forms can follow; received values whose"
              + " likelihood no form can tell. Give them in another unit.");
    }
    Map<EtsDoubt, List<EtsForm>> passed = new EnumMap<>(EtsDoubt.class);
    for (Ranked one : ranked) {
      Optional<EtsDoubt> doubt =
          forced.isPresent() ? Optional.empty() : EtsDoubt.of(one.estimate(), values);
      if (doubt.isEmpty()) {
        passed.forEach((why, forms) -> notes.add(passedOver(why, forms)));
        return one;
      }
      passed.computeIfAbsent(doubt.get(), why -> new ArrayList<>()).add(one.estimate().form());
    }
    throw new IllegalStateException("a level alone gives no doubt");
  }

  private static String passedOver(EtsDoubt why, List<EtsForm> forms) {
    return forms.stream().map(EtsForm::toString).collect(Collectors.joining(", "))
        + " passed over, "
        + why.words();
  }

  private static Ranked ranked(EtsForm form, int season, double[] values) {
    EtsSearch.Estimate estimate = EtsSearch.estimate(form, season, values);
    double k = form.parameters(season) + 1;
    double n = values.length;
    double aicc = estimate.likelihood().value() + 2 * k + 2 * k * (k + 1) / (n - k - 1);
    return new Ranked(estimate, aicc, values.length);
  }

  private FittedEts fitted(
      Ranked best, int season, double unit, List<String> notes, Carrying carrying) {
    EtsForm form = best.estimate().form();
    int rows = best.rows();
    if (form.seasonal() && season > EtsSearch.LONGEST_ESTIMATED) {
      notes.add("the " + season + " effects of the season come from a decomposition");
    }
    String choice =
        String.format(Locale.ROOT, "%s, AICc %.1f", form, best.aicc() + 2 * rows * Math.log(unit))
            + (notes.isEmpty() ? "" : "; " + String.join("; ", notes));
    double sigma =
        Math.sqrt(best.estimate().likelihood().squares() / (rows - form.parameters(season)));
    return best.estimate().fitted(id, choice, season, sigma, unit, carrying);
  }
}
