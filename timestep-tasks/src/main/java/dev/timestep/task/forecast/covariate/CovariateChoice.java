package dev.timestep.task.forecast.covariate;

import dev.timestep.task.table.TimeTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses how the columns beside the targets are read, from the training rows alone.
 *
 * <pre>{@code
 * CovariateChoice choice = CovariateChoice.of(names, table, split.train());
 * List<Covariate> covariates = choice.covariates();
 * }</pre>
 *
 * @param covariates what is read
 * @param notes what was left out, and why
 */
public record CovariateChoice(List<Covariate> covariates, List<String> notes) {
  public CovariateChoice {
    covariates = List.copyOf(covariates);
    notes = List.copyOf(notes);
  }

  /**
   * Chooses.
   *
   * @param names of the columns, which the table has
   * @param trainRows rows of the training part
   */
  public static CovariateChoice of(CovariateNames names, TimeTable table, int trainRows) {
    List<Covariate> covariates = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (String column : names.past()) {
      choose(column, false, table, trainRows, notes).ifPresent(covariates::add);
    }
    for (String column : names.future()) {
      choose(column, true, table, trainRows, notes).ifPresent(covariates::add);
    }
    return new CovariateChoice(covariates, notes);
  }

  private static Optional<Covariate> choose(
      String column, boolean ahead, TimeTable table, int trainRows, List<String> notes) {
    double[] values = table.known(column);
    boolean[] filled = table.filled(column);
    List<String> texts = table.categories(column);
    ColumnFacts facts = new ColumnFacts(column);
    Set<String> seen = new LinkedHashSet<>();
    for (int row = 0; row < trainRows; row++) {
      facts.add(filled[row] ? Double.NaN : values[row]);
      if (!texts.isEmpty()) {
        seen.add(texts.get((int) values[row]));
      }
    }
    Map<Double, String> words = new HashMap<>();
    texts.forEach(text -> words.put((double) words.size(), text));
    Optional<String> useless = facts.useless(words, "the %d training rows".formatted(trainRows));
    useless.ifPresent(notes::add);
    return useless.isPresent()
        ? Optional.empty()
        : Optional.of(
            texts.isEmpty()
                ? facts.numbers(ahead, true)
                : facts.categories(ahead, List.copyOf(seen)));
  }
}
