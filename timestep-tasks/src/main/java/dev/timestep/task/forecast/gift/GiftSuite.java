package dev.timestep.task.forecast.gift;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.io.json.Json;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.json.RecordCodec;
import dev.timestep.io.json.RecordForm;
import dev.timestep.task.message.TaskException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The data sets that a folder describes in its file {@value #FILE}.
 *
 * <pre>{@code
 * GiftSuite suite = GiftSuite.read(Path.of("gift"));
 * List<GiftConfiguration> some = suite.configurations(List.of("ett1/H/short", "us_births"));
 * }</pre>
 *
 * @param name name of the suite, as it is shown
 * @param sets the data sets
 */
public record GiftSuite(String name, List<GiftSet> sets) {
  /** The name of the description. */
  public static final String FILE = "gift.json";

  private static final RecordCodec<GiftSuite> CODEC =
      RecordCodec.of(GiftSuite.class, RecordForm.SNAKE)
          .withDefault(GiftSet.class, "time", Optional.empty())
          .withDefault(GiftSet.class, "columns", List.of())
          .withDefault(GiftSet.class, "aggregate", Optional.empty())
          .withDefault(GiftSet.class, "terms", List.of(GiftTerm.SHORT))
          .withDefault(GiftSet.class, "horizon", Optional.empty())
          .withDefault(GiftSet.class, "windows", Optional.empty())
          .withDefault(GiftSet.class, "fitSeason", Optional.empty())
          .withDefault(GiftSet.class, "owa", false)
          .withDefault(GiftSet.class, "published", List.of());

  /** Checks that there are sets and that their names differ. */
  public GiftSuite {
    sets = List.copyOf(sets);
    if (sets.isEmpty()) {
      throw new IllegalArgumentException("sets expects one data set or more; received none.");
    }
    Set<String> names = new HashSet<>();
    for (GiftSet set : sets) {
      if (!names.add(set.name())) {
        throw new IllegalArgumentException(
            "sets expects another name for each; received \"" + set.name() + "\" twice.");
      }
    }
  }

  /**
   * Reads the description of a folder.
   *
   * @throws IllegalArgumentException where there is none, or one of its fields does not fit; the
   *     message names the field
   */
  public static GiftSuite read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new TaskException(
          "A benchmark expects a folder with a description of its data sets, "
              + FILE
              + "; "
              + folder
              + (Files.isDirectory(folder) ? " has none." : " is no folder.")
              + " Copy examples/gift/"
              + FILE
              + " there and name your files in it.");
    }
    try {
      return CODEC.read(
          JsonFields.of(
              Json.parseObject(Files.readAllBytes(file), file.toString()), file.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All configurations, in the order of the description. */
  public List<GiftConfiguration> configurations() {
    return sets.stream().flatMap(set -> set.configurations().stream()).toList();
  }

  /**
   * Some configurations, in the order of the description.
   *
   * @param only names of configurations, or of what they begin with: {@code ett1/H} for all its
   *     terms, {@code ett1} for all its steps; all configurations where empty
   * @throws IllegalArgumentException when nothing has one of the names
   */
  public List<GiftConfiguration> configurations(List<String> only) {
    List<GiftConfiguration> all = configurations();
    for (String name : only) {
      if (all.stream().noneMatch(one -> fits(one, name))) {
        throw new TaskException(
            setting("only")
                + " expects configurations of "
                + FILE
                + ", which are "
                + String.join(", ", all.stream().map(GiftConfiguration::name).toList())
                + "; received \""
                + name
                + "\".");
      }
    }
    List<GiftConfiguration> some = new ArrayList<>(all);
    some.removeIf(one -> !only.isEmpty() && only.stream().noneMatch(name -> fits(one, name)));
    return List.copyOf(some);
  }

  private static boolean fits(GiftConfiguration one, String name) {
    return one.name().equals(name) || one.name().startsWith(name + "/");
  }
}
