package dev.timestep.io.safetensors;

import org.jspecify.annotations.Nullable;

/** A safetensors file cannot be read or written; the message names the file and what is wrong. */
public final class SafetensorsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  SafetensorsException(String file, @Nullable String what) {
    super(file + " is not a valid safetensors file: " + what);
  }

  SafetensorsException(String message, Throwable cause) {
    super(message, cause);
  }
}
