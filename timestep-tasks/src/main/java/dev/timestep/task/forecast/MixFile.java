package dev.timestep.task.forecast;

import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.json.RecordCodec;
import dev.timestep.io.json.RecordForm;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A mix in a model file: its shares and the sizes of its ridge regression as an object, the weights
 * of the regression as tensors {@code mix.0}, {@code mix.1} …, one for each penalty.
 */
final class MixFile {
  /** What the names of its tensors start with; no layer of the network has such a name. */
  static final String PREFIX = "mix.";

  private static final RecordCodec<Form> FORM = RecordCodec.of(Form.class, RecordForm.JAVA);

  /** The same before version 5, when every mix held the plain regression. */
  private static final RecordCodec<Form> OLD_FORM =
      FORM.withDefault(Form.class, "kind", LinearKind.RIDGE)
          .withDefault(KeptFile.RidgeForm.class, "effectPenalty", 0.0);

  private MixFile() {}

  /**
   * What is stored beside the weights.
   *
   * @param shares [target][step] of the network
   * @param kind of the regression; files of version 4 do not say it
   * @param ridge sizes of the regression
   */
  record Form(double[][] shares, LinearKind kind, KeptFile.RidgeForm ridge) {}

  /** Whether a baseline of this name is the regression that a mix holds. */
  static boolean isOf(String baseline, Optional<Mix> mix) {
    return mix.isPresent() && baseline.equals(mix.get().ridge().name());
  }

  static JsonObject write(Mix mix) {
    return FORM.write(new Form(mix.shares(), mix.ridge().kind(), KeptFile.form(mix.ridge())));
  }

  static SequencedMap<String, Tensor> tensors(Mix mix) {
    return KeptFile.tensors(PREFIX, mix.ridge());
  }

  /**
   * Reads what {@link #write} and {@link #tensors} gave.
   *
   * @param fields of the mix
   * @param tensors those whose names start with {@link #PREFIX}
   * @param version of the file
   * @throws IllegalArgumentException that names the field or tensor which does not fit
   */
  static Mix read(JsonFields fields, InputSpec inputs, Map<String, Tensor> tensors, int version) {
    Form form = (version < KeptFile.PRODUCTS_SINCE ? OLD_FORM : FORM).read(fields);
    int targets = inputs.targets().size();
    if (form.shares().length != targets
        || Arrays.stream(form.shares())
            .anyMatch(steps -> steps.length != inputs.horizon() || !MixShares.areShares(steps))) {
      throw fields.refuse(
          "shares",
          "shares from 0 to 1, %d for each of %d targets".formatted(inputs.horizon(), targets),
          Arrays.deepToString(form.shares()));
    }
    if (form.kind().form().isPresent()) {
      throw fields.refuse("kind", "RIDGE or RIDGE_CALENDAR", form.kind() + "");
    }
    KeptBaseline.Linear ridge =
        KeptFile.linear(PREFIX, form.kind(), form.ridge(), fields, inputs, tensors);
    SequencedMap<String, Tensor> own = KeptFile.tensors(PREFIX, ridge);
    if (tensors.size() > own.size()) {
      throw fields.refuse("ridge", "the weights " + own.keySet(), tensors.keySet() + "");
    }
    return new Mix(form.shares(), ridge);
  }

  /** The mix with other weights of its regression, of the same sizes. */
  static Mix again(Mix judged, InputSpec inputs, Map<String, Tensor> tensors) {
    KeptFile.RidgeForm form = KeptFile.form(judged.ridge());
    return new Mix(
        judged.shares(), KeptFile.weighted(PREFIX, judged.ridge().kind(), form, inputs, tensors));
  }
}
