package dev.timestep.task.sequence.batch;

import dev.timestep.io.file.Sha256;
import dev.timestep.task.sequence.Sequence;
import java.util.List;

/** What tells whether labelled cases are the same, however they were read. */
public final class CaseFingerprint {
  private CaseFingerprint() {}

  /** SHA-256 of values, covariates and labels in their order, and of the classes. */
  public static String of(List<Sequence> cases, List<String> classes) {
    Sha256 sha = new Sha256();
    classes.forEach(name -> sha.add(name.length()).add(name));
    for (Sequence one : cases) {
      String label = one.label().orElse("");
      sha.add(label.length()).add(label).add(one.length());
      for (float[] row : one.values()) {
        add(sha, row);
      }
      add(sha, one.statics());
    }
    return sha.hex();
  }

  /** SHA-256 of the values and covariates of one case, whatever its label. */
  public static String of(Sequence one) {
    Sha256 sha = new Sha256().add(one.length());
    for (float[] row : one.values()) {
      add(sha, row);
    }
    add(sha, one.statics());
    return sha.hex();
  }

  private static void add(Sha256 sha, float... values) {
    for (float value : values) {
      sha.add((double) value);
    }
  }
}
