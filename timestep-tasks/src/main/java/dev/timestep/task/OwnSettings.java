package dev.timestep.task;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.message.TaskException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Holds what is asked of further training against the model that is trained further: its weights
 * were made for its own settings, so another value is refused rather than left aside.
 *
 * <pre>{@code
 * OwnSettings own = new OwnSettings(options.run());
 * own.require("hidden", 32, 32, 64);   // asks for nothing: 32 is what nobody chose
 * own.require("hidden", 16, 32, 64);   // A model that is trained further expects its own hidden, 64; ...
 * }</pre>
 *
 * @param run names the settings that were given although they are as by default
 */
public record OwnSettings(RunOptions run) {

  /**
   * Refuses a value that is not the model's. A default counts only where {@link RunOptions#given}
   * names the setting; an empty {@link Optional} or {@link OptionalInt} never counts.
   *
   * @param name of the setting, for example {@code hidden}
   * @param asked what the options say
   * @param byDefault what they say where nobody chose
   * @param own what the model has, of the type of {@code asked}
   * @throws TaskException when another value was asked for
   */
  public void require(String name, Object asked, Object byDefault, Object own) {
    boolean chosen = run.given().contains(name) || !asked.equals(byDefault);
    if (chosen && !isEmpty(asked) && !asked.equals(own)) {
      throw new TaskException(
          "A model that is trained further expects its own "
              + setting(name)
              + ", "
              + text(own)
              + "; received "
              + text(asked)
              + ". Leave the setting out, or train a new model.");
    }
  }

  /** The same for each setting of the recurrent layers. */
  public void require(RecurrentSettings asked, RecurrentSettings byDefault, RecurrentSettings own) {
    require("cell", asked.cell(), byDefault.cell(), own.cell());
    require("hidden", asked.hidden(), byDefault.hidden(), own.hidden());
    require("layers", asked.layers(), byDefault.layers(), own.layers());
    require("dropout", asked.dropout(), byDefault.dropout(), own.dropout());
  }

  private static boolean isEmpty(Object value) {
    return value.equals(Optional.empty()) || value.equals(OptionalInt.empty());
  }

  private static String text(Object value) {
    return switch (value) {
      case Optional<?> some when some.isPresent() -> text(some.get());
      case OptionalInt some when some.isPresent() -> Integer.toString(some.getAsInt());
      case Enum<?> choice -> choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
      default -> value.toString();
    };
  }
}
