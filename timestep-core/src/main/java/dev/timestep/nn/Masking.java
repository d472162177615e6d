package dev.timestep.nn;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.RowOps;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Mask;
import java.util.SequencedMap;

/**
 * A layer that runs over the real steps of its input only, wherever they are: on the right, on the
 * left, or with holes between them. Keras' {@code Masking}.
 *
 * <p>A step whose numbers all equal a value is masked. The others are moved together, the inner
 * layer runs over them, and its outputs are moved back. A masked step repeats the last output that
 * the layer computed before it: the output before it or, of a layer that reads backward, the output
 * after it; a bidirectional layer merges the two. It is zero where there is none, and everywhere if
 * so asked, see {@link MaskingConfig}. The last output is that of the last real step.
 *
 * <p>Parameters: those of the inner layer. Which steps are real is read from the values, so a
 * {@link Session} refuses the layer: leave a masked step out of the stream instead.
 */
public final class Masking implements Layer {
  private static final int PROBE_STEPS = 3;

  private final Layer inner;
  private final float value;
  private final boolean zeroOutput;

  /**
   * A layer around {@code inner}.
   *
   * @param value of which a masked step consists
   * @param zeroOutput zeros at masked steps rather than the output computed last
   */
  public Masking(Layer inner, float value, boolean zeroOutput) {
    this.inner = inner;
    this.value = value;
    this.zeroOutput = zeroOutput;
  }

  @Override
  public String kind() {
    return inner.kind();
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    return inner.parameters();
  }

  @Override
  public Streaming streaming() {
    throw new IllegalArgumentException(
        this
            + " cannot run step by step: which steps are masked shows in their values. Stream the"
            + " layer inside and leave masked steps out.");
  }

  @Override
  public Signal forward(Tape tape, Signal input) {
    Inputs.checkSequences(this, input, "Token ids have the padding id of an embedding instead.");
    Variable x = input.value();
    Mask mask = mask(input);
    Variable real = RowOps.pick(x, mask.compactRows(), mask.time(), mask.batch());
    Expansion places = new Expansion(mask, zeroOutput, input.lengths());
    Signal output = places.run(tape, inner, new Signal(real, mask.lengths()));
    return output.isSequence() ? input.with(output.value()) : output;
  }

  /** A run over a few steps shows at once whether the inner layer makes fewer of them. */
  void checkKeepsSteps(int features) {
    Tape tape = Tape.inference(Engine.withThreads(1));
    forward(tape, Signal.of(tape.constant(0f, PROBE_STEPS, 1, features)));
  }

  private Mask mask(Signal input) {
    int time = input.value().shape().dim(0);
    int batch = input.value().shape().dim(1);
    int width = input.value().shape().dim(2);
    float[] data = input.value().data();
    Lengths lengths = input.lengths();
    boolean[][] real = new boolean[batch][time];
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < (lengths == null ? time : lengths.at(b)); t++) {
        for (int j = 0; j < width; j++) {
          real[b][t] |= data[(t * batch + b) * width + j] != value;
        }
      }
    }
    return Mask.of(real);
  }

  @Override
  public String toString() {
    return "Masking(" + inner + ", value=" + value + ")";
  }
}
