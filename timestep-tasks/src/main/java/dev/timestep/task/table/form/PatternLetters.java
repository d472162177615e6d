package dev.timestep.task.table.form;

/** Writes parts of a form as letters of a pattern such as {@code dd/MM/yy HH:mm}. */
final class PatternLetters {

  private PatternLetters() {}

  /** The letters of one part; empty for a part that patterns do not have. */
  static String of(TimePart part) {
    int width = Math.max(1, part.width());
    boolean longWord = part.text().replace(".", "").length() > 4;
    return switch (part.field()) {
      case TEXT, ZONE -> quoted(part.text());
      case YEAR -> "yyyy";
      case SHORT_YEAR -> "yy";
      case MONTH -> part.words().isEmpty() ? "M".repeat(width) : longWord ? "MMMM" : "MMM";
      case WEEKDAY -> longWord ? "EEEE" : "EEE";
      case DAY -> "d".repeat(width);
      case DAY_OF_YEAR -> "DDD";
      case QUARTER -> "Q";
      case HOUR -> "H".repeat(width);
      case MINUTE -> "mm";
      case SECOND -> "ss";
      case FRACTION -> "S".repeat(width);
      case AM_PM -> "a";
      case OFFSET -> "XXX";
      case WEEK -> "ww";
      case WEEK_DAY -> "e";
      case HALF_YEAR, TEN_DAYS, ORDINAL -> "";
    };
  }

  private static String quoted(String text) {
    String doubled = text.replace("'", "''");
    return text.chars().anyMatch(Character::isLetter) ? "'" + doubled + "'" : doubled;
  }
}
