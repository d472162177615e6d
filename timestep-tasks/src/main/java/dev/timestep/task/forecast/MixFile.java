package dev.timestep.task.forecast;

import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.json.RecordCodec;
import dev.timestep.io.json.RecordForm;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A mix in a model file: its shares and the sizes of its ridge regression as an object, the weights
 * of the regression as tensors {@code mix.0}, {@code mix.1} …, one for each penalty.
 */
final class MixFile {
  /** What the names of its tensors start with; no layer of the network has such a name. */
  static final String PREFIX = "mix.";

  private static final RecordCodec<Form> FORM = RecordCodec.of(Form.class, RecordForm.JAVA);

  private MixFile() {}

  /**
   * What is stored beside the weights.
   *
   * @param shares [target][step] of the network
   * @param ridge sizes of the regression
   */
  record Form(double[][] shares, KeptFile.RidgeForm ridge) {}

  static JsonObject write(Mix mix) {
    return FORM.write(new Form(mix.shares(), KeptFile.form(mix.ridge())));
  }

  static SequencedMap<String, Tensor> tensors(Mix mix) {
    return KeptFile.tensors(PREFIX, mix.ridge());
  }

  /**
   * Reads what {@link #write} and {@link #tensors} gave.
   *
   * @param fields of the mix
   * @param tensors those whose names start with {@link #PREFIX}
   * @throws IllegalArgumentException that names the field or tensor which does not fit
   */
  static Mix read(JsonFields fields, InputSpec inputs, Map<String, Tensor> tensors) {
    Form form = FORM.read(fields);
    int targets = inputs.targets().size();
    if (form.shares().length != targets
        || Arrays.stream(form.shares())
            .anyMatch(steps -> steps.length != inputs.horizon() || !Mix.areShares(steps))) {
      throw fields.refuse(
          "shares",
          "shares from 0 to 1, %d for each of %d targets".formatted(inputs.horizon(), targets),
          Arrays.deepToString(form.shares()));
    }
    KeptBaseline.Linear ridge = KeptFile.ridge(PREFIX, form.ridge(), fields, inputs, tensors);
    if (tensors.size() > ridge.ridge().groups().size()) {
      throw fields.refuse(
          "ridge",
          ridge.ridge().groups().size() + " weights " + PREFIX + "0 …",
          tensors.keySet() + "");
    }
    return new Mix(form.shares(), ridge);
  }
}
