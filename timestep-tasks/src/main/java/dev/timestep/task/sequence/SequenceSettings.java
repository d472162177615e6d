package dev.timestep.task.sequence;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.message.Message;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.table.Choice;
import dev.timestep.task.table.ReadSettings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@link SequenceOptions} by the names of their settings: {@code form}, {@code label}, {@code id},
 * {@code time}, {@code channels}, {@code static}, {@code sequence}, {@code fold-case}, and of the
 * table itself {@code delimiter}, {@code header}, {@code encoding}, {@code decimal}, {@code
 * missing}, {@code skip-lines}, {@code where}, {@code time-format} and {@code date-order}. Command
 * lines and servers receive them as texts.
 *
 * <pre>{@code
 * Map<String, String> given = Map.of("label", "gesture", "decimal", ",");
 * SequenceOptions options = SequenceSettings.over(SequenceOptions.defaults(), given);
 * }</pre>
 */
public final class SequenceSettings {
  private static final Set<String> NAMES =
      Set.of("form", "label", "id", "time", "channels", "static", "sequence", "fold-case");

  /** What a model has learnt from its training data, and no later file changes. */
  private static final Set<String> LEARNT = Set.of("channels", "static", "fold-case");

  /** Settings of tables that mean something for rows on one axis of time only. */
  private static final Set<String> OF_SERIES =
      Set.of("time-zone", "freq", "sort", "duplicates", "fill", ReadSettings.STRICT);

  private SequenceSettings() {}

  /**
   * The options that are given here, and {@code known} for all others.
   *
   * @throws IllegalArgumentException when a value cannot be read, or a setting is none of
   *     sequences; the message names it
   */
  public static SequenceOptions over(SequenceOptions known, Map<String, String> given) {
    refuseOthers(given, Set.of(), "A job on sequences");
    return named(known, given).withTable(ReadSettings.over(known.table(), ofTable(given)));
  }

  /**
   * How a later file is read: as is given here, else as the file that a model was trained on.
   *
   * @param note receives a sentence for each option of the model that another one replaces
   * @throws IllegalArgumentException as above, and for what a model has learnt: {@code channels},
   *     {@code static} and {@code fold-case}
   */
  public static SequenceOptions over(
      SequenceReading model, Map<String, String> given, Consumer<Message> note) {
    refuseOthers(given, LEARNT, "A model of sequences");
    return named(SequenceOptions.defaults().withLike(model), given)
        .withTable(ReadSettings.over(model.table(), ofTable(given), note));
  }

  private static void refuseOthers(Map<String, String> given, Set<String> more, String who) {
    Set<String> known = new HashSet<>(ReadSettings.NAMES);
    known.addAll(NAMES);
    known.removeAll(OF_SERIES);
    known.removeAll(more);
    ReadSettings.refuseOthers(given, known, who);
  }

  private static SequenceOptions named(SequenceOptions known, Map<String, String> given) {
    Texts texts = new Texts(given);
    SequenceOptions options = known;
    options = texts.over(options, "form", (o, text) -> o.withForm(form(text)));
    options = texts.over(options, "label", SequenceOptions::withLabel);
    options = texts.over(options, "id", SequenceOptions::withId);
    options = texts.over(options, "time", SequenceOptions::withTime);
    options = texts.over(options, "channels", (o, text) -> o.withChannels(list(text)));
    options = texts.over(options, "static", (o, text) -> o.withStatics(list(text)));
    options = texts.over(options, "sequence", SequenceOptions::withSequence);
    return texts.over(options, "fold-case", (o, text) -> o.withFoldCase(bool(text)));
  }

  /** Settings as they were given. */
  private record Texts(Map<String, String> given) {
    SequenceOptions over(
        SequenceOptions known,
        String name,
        BiFunction<SequenceOptions, String, SequenceOptions> with) {
      @Nullable String text = given.get(name);
      return text == null ? known : with.apply(known, text);
    }
  }

  /** Those of the settings that are of the table itself. */
  public static Map<String, String> ofTable(Map<String, String> given) {
    Map<String, String> rest = new HashMap<>(given);
    rest.keySet().removeAll(NAMES);
    return rest;
  }

  private static SequenceForm form(String text) {
    return Choice.of(setting("form"), SequenceForm.class, text);
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }

  private static boolean bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new TaskException(
              setting("fold-case") + " expects true or false; received \"" + text + "\".");
    };
  }
}
