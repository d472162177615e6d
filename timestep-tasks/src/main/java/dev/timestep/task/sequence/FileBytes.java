package dev.timestep.task.sequence;

import dev.timestep.io.file.Sha256;
import dev.timestep.task.table.cells.TextFile;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The bytes of one file.
 *
 * @param name what messages call it
 * @param bytes its content
 */
record FileBytes(String name, byte[] bytes) {

  /** The text, in the given encoding or the one detected. */
  String text(Optional<Charset> charset) {
    return TextFile.of(name, bytes, charset).content();
  }

  /** Whether the name ends so, upper and lower case being equal. */
  boolean endsWith(String ending) {
    return name.toLowerCase(Locale.ROOT).endsWith(ending);
  }

  /** SHA-256 of the bytes, in hexadecimal. */
  String fingerprint() {
    return HexFormat.of().formatHex(Sha256.digest().digest(bytes));
  }
}
