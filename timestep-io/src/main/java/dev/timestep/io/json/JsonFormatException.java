package dev.timestep.io.json;

/** A text is no JSON, or the JSON does not hold what is expected at some place. */
public final class JsonFormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** The message says where, what was expected and what was there. */
  public JsonFormatException(String message) {
    super(message);
  }
}
