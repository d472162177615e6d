package dev.timestep.io.json;

/** A text is not JSON, or the JSON does not have the expected content. */
public final class JsonFormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** The message says where, what was expected and what was there. */
  public JsonFormatException(String message) {
    super(message);
  }

  /** The same with what refused the content. */
  JsonFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
