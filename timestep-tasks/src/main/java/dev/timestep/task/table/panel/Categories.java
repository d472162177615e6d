package dev.timestep.task.table.panel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The words of the columns that hold texts in place of numbers. A word is coded by its place, from
 * 1; 0 stands for every word that is not among them. They are fixed when a model is trained, so
 * that later files have the same codes.
 *
 * <pre>{@code
 * int code = table.categories().code("city", "Leeds");
 * }</pre>
 *
 * @param words of each column, in the order in which they first appeared
 */
public record Categories(Map<String, List<String>> words) {

  /** No column holds texts. */
  public static final Categories NONE = new Categories(Map.of());

  /** The code of a word that is not known. */
  public static final int UNKNOWN = 0;

  public Categories {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    words.forEach((column, names) -> copy.put(column, List.copyOf(names)));
    words = Collections.unmodifiableMap(copy);
  }

  /** Whether a column holds texts. */
  public boolean has(String column) {
    return words.containsKey(column);
  }

  /** The words of a column; empty where it holds numbers. */
  public List<String> of(String column) {
    return words.getOrDefault(column, List.of());
  }

  /** Codes of a column, {@link #UNKNOWN} among them; 0 where it holds numbers. */
  public int count(String column) {
    return has(column) ? of(column).size() + 1 : 0;
  }

  /** The code of a word. */
  public int code(String column, String word) {
    return of(column).indexOf(word) + 1;
  }

  /** The word of a code; "unknown" for {@link #UNKNOWN}. */
  public String word(String column, int code) {
    return code == UNKNOWN ? "unknown" : of(column).get(code - 1);
  }
}
