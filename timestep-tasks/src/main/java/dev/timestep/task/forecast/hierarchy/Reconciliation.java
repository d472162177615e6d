package dev.timestep.task.forecast.hierarchy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How forecasts of series and totals, made one by one, are brought to agree. All but the first take
 * a part of every node's forecast: with S the summing matrix, C the differences that should be
 * zero, and W what is known of the variances and covariances of the errors,
 *
 * <pre>
 * y~ = y^ - W C' (C W C')^-1 C y^     the same as S (S' W^-1 S)^-1 S' W^-1 y^
 * </pre>
 *
 * <pre>{@code
 * Reconciliation method = Reconciliation.of("mint_shrink").orElseThrow();
 * Reconciled all = Reconciler.of(hierarchy, method, errors).reconcile(base);
 * }</pre>
 *
 * <p>Sources: S. L. Wickramasuriya, G. Athanasopoulos, R. J. Hyndman, "Optimal forecast
 * reconciliation for hierarchical and grouped time series through trace minimization", Journal of
 * the American Statistical Association 114 (2019); R. J. Hyndman, R. A. Ahmed, G. Athanasopoulos,
 * H. L. Shang, "Optimal combination forecasts for hierarchical time series" (2011); G.
 * Athanasopoulos, R. J. Hyndman, N. Kourentzes, F. Petropoulos, "Forecasting with temporal
 * hierarchies" (2017), for the weights by structure.
 */
public enum Reconciliation {
  /** The forecasts of the series are kept, and their sums are the totals. */
  BOTTOM_UP("bottom-up", false),
  /** Ordinary least squares: W is the identity, and large totals are changed as much as leaves. */
  OLS("least squares", false),
  /** W is diagonal: the number of leaves of each node. */
  WLS_STRUCT("least squares weighted by structure", false),
  /** W is diagonal: the mean square of each node's errors. */
  WLS_VARIANCE("least squares weighted by variance", true),
  /**
   * Minimum trace: the covariances of all errors, shrunk towards their diagonal by the share of
   * Schäfer and Strimmer, so that fewer cases than nodes are enough.
   */
  MINT_SHRINK("minimum trace with shrinkage", true);

  private final String label;
  private final boolean needsErrors;

  Reconciliation(String label, boolean needsErrors) {
    this.label = label;
    this.needsErrors = needsErrors;
  }

  /** Name in JSON and files, for example {@code mint_shrink}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Name in sentences and tables. */
  public String label() {
    return label;
  }

  /** Whether past errors of each node are needed. */
  public boolean needsErrors() {
    return needsErrors;
  }

  /** All {@link #id ids}, the simplest first. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(Reconciliation::id).toList();
  }

  /** The method of an {@link #id}. */
  public static Optional<Reconciliation> of(String id) {
    return Arrays.stream(values()).filter(method -> method.id().equals(id)).findFirst();
  }
}
