package dev.timestep.task.sequence;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.Names;
import dev.timestep.task.table.TableException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The labels of a file: one spelling a class, none empty, classes in order. */
final class Labels {

  private static final int MOST_PLACES = 5;
  private static final Pattern WHOLE =
      Pattern.compile("[+-]?\\d{1,15}(\\.0*)?([eE][+-]?\\d{1,2})?");
  private static final Pattern CODE = Pattern.compile("[+-]?0\\d.*");

  private Labels() {}

  /** Whether a label says that it is not known. */
  static boolean isEmpty(String label) {
    return label.isBlank() || label.strip().equals("?");
  }

  /**
   * The places of the cases whose label is missing.
   *
   * @throws TableException when there are some, and {@code needed}
   */
  static void refuseEmpty(String file, String column, List<RawCases.Case> cases) {
    List<String> empty =
        cases.stream().filter(one -> isEmpty(one.label())).map(RawCases.Case::place).toList();
    if (!empty.isEmpty()) {
      throw new TableException(
          file
              + ": expects a label in every case; "
              + (column.isEmpty() ? "it" : column)
              + " is empty in "
              + places(empty)
              + (empty.size() == cases.size() ? ", which are all" : "")
              + ". Fill these cells in or remove the cases. If no case has a label, set "
              + setting("label")
              + " to"
              + " none.");
    }
  }

  /**
   * Refuses labels that differ by blanks, case or the writing of a number only.
   *
   * @throws TableException with both spellings, how often they come, and where
   */
  static void refuseNearlySame(String file, List<RawCases.Case> cases) {
    Map<String, Map<String, List<String>>> spellings = new LinkedHashMap<>();
    for (RawCases.Case one : cases) {
      if (!isEmpty(one.label())) {
        spellings
            .computeIfAbsent(key(one.label()), key -> new LinkedHashMap<>())
            .computeIfAbsent(one.label(), label -> new ArrayList<>())
            .add(one.place());
      }
    }
    for (Map<String, List<String>> same : spellings.values()) {
      if (same.size() > 1) {
        throw new TableException(
            file
                + ": these labels look like one class written in several ways: "
                + same.entrySet().stream()
                    .map(
                        one ->
                            '"'
                                + one.getKey()
                                + "\" in "
                                + one.getValue().size()
                                + (one.getValue().size() == 1 ? " case (" : " cases (")
                                + places(one.getValue())
                                + ")")
                    .collect(Collectors.joining(", "))
                + ". Write them in one way; if they are different classes, give them names that"
                + " differ by more than blanks, case or the form of a number.");
      }
    }
  }

  /** What labels of one class have in common. */
  private static String key(String label) {
    String text = Names.visible(label).toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    return number(text).map(value -> value.stripTrailingZeros().toPlainString()).orElse(text);
  }

  private static Optional<BigDecimal> number(String text) {
    boolean whole = WHOLE.matcher(text).matches() && !CODE.matcher(text).matches();
    return whole ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  /**
   * Classes such as 1.0000000e+00, which some files of the archive have, as whole numbers: so they
   * agree with those of other files. Nothing changes where one label is no whole number.
   */
  static Optional<Map<String, String>> asWholeNumbers(Collection<String> labels) {
    Map<String, String> written = new LinkedHashMap<>();
    boolean changed = false;
    for (String label : labels) {
      Optional<BigDecimal> value = number(label);
      if (value.isEmpty() || value.get().stripTrailingZeros().scale() > 0) {
        return Optional.empty();
      }
      String text = value.get().toBigInteger().toString();
      changed |= !text.equals(label);
      written.put(label, text);
    }
    return changed ? Optional.of(written) : Optional.empty();
  }

  /** The different labels: numbers by value, texts by alphabet. */
  static List<String> order(Collection<String> labels) {
    Set<String> classes = new LinkedHashSet<>(labels);
    boolean numbers = classes.stream().allMatch(label -> number(label).isPresent());
    Comparator<String> order =
        numbers
            ? Comparator.comparing((String label) -> new BigDecimal(label))
                .thenComparing(Comparator.naturalOrder())
            : Comparator.naturalOrder();
    return classes.stream().sorted(order).toList();
  }

  /** The first places, and how many more there are. */
  static String places(List<String> places) {
    int more = places.size() - MOST_PLACES;
    return String.join(", ", places.subList(0, Math.min(MOST_PLACES, places.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }
}
