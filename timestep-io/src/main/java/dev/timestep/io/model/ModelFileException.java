package dev.timestep.io.model;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A model file or a checkpoint cannot be read, written or used; the message names the file, says
 * what is wrong and what to do.
 */
public final class ModelFileException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** What kind of thing is wrong. */
  public enum Problem {
    /** It is not there, or the system does not let it be read. */
    UNREADABLE,
    /** The system does not let it be written. */
    UNWRITABLE,
    /** Its end is missing. */
    TRUNCATED,
    /** Its bytes are not those that were written. */
    CORRUPTED,
    /** It is not a file of this kind. */
    FOREIGN,
    /** It was written in a format that came after this version. */
    NEWER,
    /** One of its entries is missing. */
    INCOMPLETE,
    /** An entry is larger than any such entry may be. */
    TOO_LARGE,
    /** What it says makes no sense, though its bytes are those that were written. */
    INVALID,
    /** It has a layer of a type that is not known here. */
    UNKNOWN_TYPE,
    /** Its weights are not those of its architecture. */
    MISFIT
  }

  private final Problem problem;
  private final String what;

  private ModelFileException(String file, Problem problem, String what, @Nullable Throwable cause) {
    super(file + " " + what, cause);
    this.problem = problem;
    this.what = what;
  }

  /**
   * An exception about a file.
   *
   * @param file its name
   * @param what the rest of the sentence, and what to do
   */
  public ModelFileException(String file, Problem problem, String what) {
    this(file, problem, what, null);
  }

  /** An exception about a file, with what caused it. */
  public ModelFileException(Path file, Problem problem, String what, Throwable cause) {
    this(file.toString(), problem, what, cause);
  }

  /** The same about a file whose name was not known where it was made. */
  ModelFileException in(Path file) {
    return new ModelFileException(file.toString(), problem, what, this);
  }

  /** What kind of thing is wrong. */
  public Problem problem() {
    return problem;
  }
}
