package dev.timestep.task.sequence;

import dev.timestep.task.table.cells.TextFile;
import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The bytes of one file.
 *
 * @param name what messages call it
 * @param bytes its content
 */
record Source(String name, byte[] bytes) {

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
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
