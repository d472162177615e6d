package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.timestep.autograd.Tape;
import dev.timestep.kernel.Engine;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Inputs that no layer takes, and what has to be said of them; for layers and cells alike. */
final class Refusals {
  private static final int TIME = 4;
  private static final int BATCH = 3;

  /** Who, what is expected, what was received, and what to do about it. */
  private static final Pattern MESSAGE =
      Pattern.compile(
          "(.+?) expects (.+); (received|sequence \\d+ has) .+\\." + " [A-Z][^.]+\\..*");

  private final Layer layer;
  private final boolean tokens;
  private final int features;

  private Refusals(Layer layer, int features) {
    this.layer = layer;
    this.tokens = features == 0;
    this.features = features;
  }

  /**
   * Holds a layer to refusing them.
   *
   * @param features width of its input; 0 for token ids
   */
  static void check(Layer layer, int features) {
    Refusals it = new Refusals(layer, features);
    it.wrongForms().forEach((what, shape) -> it.refused(what, shape, null));
    it.refused("lengths for another batch", it.shape(TIME, BATCH), Lengths.of(1, 2));
    it.refused("a length past the end", it.shape(TIME, BATCH), Lengths.of(1, TIME + 1, 0));
    it.refused("lengths of nothing", it.shape(TIME, 0), Lengths.of());
    it.anotherWidth();
  }

  private Map<String, int[]> wrongForms() {
    Map<String, int[]> wrong = new LinkedHashMap<>();
    wrong.put("no sequence", shape(TIME, 0));
    wrong.put("no step", shape(0, BATCH));
    wrong.put("nothing at all", shape(0, 0));
    wrong.put("a single axis", new int[] {Math.max(2, features)});
    wrong.put(
        "an axis too many",
        tokens ? new int[] {TIME, BATCH, 1} : new int[] {2, TIME, BATCH, features});
    return wrong;
  }

  private int[] shape(int time, int batch) {
    return tokens ? new int[] {time, batch} : new int[] {time, batch, features};
  }

  private void refused(String what, int[] shape, @Nullable Lengths lengths) {
    assertRefused(what, catchThrowable(() -> forward(shape, lengths)));
  }

  private Signal forward(int[] shape, @Nullable Lengths lengths) {
    Tape tape = Tape.recording(Engine.withThreads(1));
    return layer.forward(tape, new Signal(tape.input(Tensor.zeros(shape)), lengths));
  }

  private void assertRefused(String what, Throwable thrown) {
    assertThat(thrown).as(what).isInstanceOf(IllegalArgumentException.class);
    Matcher message = MESSAGE.matcher(thrown.getMessage());
    assertThat(message.matches()).as(what + ": " + thrown.getMessage()).isTrue();
    String who = message.group(1);
    assertThat(layer.toString().contains(who) || who.contains(" of a graph"))
        .as(what + " is refused by a layer of " + layer + ": " + thrown.getMessage())
        .isTrue();
  }

  /** One column too many; a layer that takes it takes any width, having no weights. */
  private void anotherWidth() {
    if (tokens) {
      return;
    }
    int[] wider = {TIME, BATCH, features + 1};
    Throwable thrown =
        catchThrowable(
            () -> {
              Signal out = forward(wider, null);
              assertThat(out.value().shape().toArray()).isEqualTo(wider);
              assertThat(layer.parameters()).isEmpty();
            });
    if (thrown != null) {
      assertRefused("another width", thrown);
    }
  }
}
