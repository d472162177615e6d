package dev.timestep.task.table.form;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What all cells of a column together show about how a form is spelled. */
final class Spelling {

  /** More different words than a field has values are not needed. */
  private static final int MOST_WORDS = 40;

  private final List<TimePart> form;
  private final int[] shortest;
  private final boolean[] padded;
  private final int[] longest;
  private final List<Set<String>> texts = new ArrayList<>();
  private boolean hour24;
  private boolean hour0;

  private Spelling(List<TimePart> form) {
    int parts = form.size();
    this.form = form;
    this.shortest = new int[parts];
    this.longest = new int[parts];
    this.padded = new boolean[parts];
    for (int i = 0; i < parts; i++) {
      texts.add(new LinkedHashSet<>());
    }
  }

  static Spelling of(List<TimePart> form, String[] cells) {
    Spelling spelling = new Spelling(form);
    int[] bounds = new int[form.size() + 1];
    for (String cell : cells) {
      Optional<FieldReading> reading = TimeScanner.read(form, cell, bounds);
      if (reading.isPresent()) {
        spelling.add(cell, bounds);
      }
    }
    return spelling;
  }

  private void add(String cell, int[] bounds) {
    for (int i = 0; i < padded.length; i++) {
      TimePart part = form.get(i);
      int length = bounds[i + 1] - bounds[i];
      if (part.isNumber()) {
        shortest[i] = shortest[i] == 0 ? length : Math.min(shortest[i], length);
        longest[i] = Math.max(longest[i], length);
        padded[i] |= length > 1 && cell.charAt(bounds[i]) == '0';
        if (part.field() == TimeField.HOUR) {
          hour24 |= cell.startsWith("24", bounds[i]);
          hour0 |=
              length <= 2 && cell.substring(bounds[i], bounds[i + 1]).replace("0", "").isEmpty();
        }
      } else if (part.field() != TimeField.TEXT && texts.get(i).size() < MOST_WORDS) {
        texts.get(i).add(cell.substring(bounds[i], bounds[i + 1]));
      }
    }
  }

  /** The parts with the padding and the words that the cells show. */
  List<TimePart> parts() {
    List<TimePart> parts = new ArrayList<>();
    for (int i = 0; i < padded.length; i++) {
      TimePart part = form.get(i);
      parts.add(
          switch (part.field()) {
            case TEXT -> part;
            case OFFSET, ZONE, ORDINAL -> texts.get(i).isEmpty() ? part : part.withText(text(i));
            case FRACTION -> part.withWidth(Math.max(part.width(), longest[i]));
            default -> part.words().isPresent() ? worded(part, i) : part.withWidth(width(part, i));
          });
    }
    return parts;
  }

  /** Whether midnight is written as the 24:00 that ends a day. */
  boolean midnightIs24() {
    return hour24 && !hour0;
  }

  private TimePart worded(TimePart part, int i) {
    return TimeWords.styleOf(part.field(), texts.get(i)).map(part::withWords).orElse(part);
  }

  /** Offsets with letters and with digits are both kept; of ordinals, one that is not empty. */
  private String text(int i) {
    String letters = "";
    String other = "";
    for (String text : texts.get(i)) {
      boolean digits = !text.isEmpty() && Character.isDigit(text.charAt(text.length() - 1));
      letters = digits || text.isEmpty() ? letters : text;
      other = digits ? text : other;
    }
    return letters.isEmpty() || other.isEmpty() ? letters + other : letters + "|" + other;
  }

  private int width(TimePart part, int i) {
    if (part.packed() || padded[i]) {
      return Math.max(part.width(), padded[i] ? 2 : 0);
    }
    if (shortest[i] == 1) {
      return 1;
    }
    // All rows have two digits: what the other numbers do is the best guess.
    return part.field() == TimeField.HOUR ? hourWidth() : anyShort() || spoken() ? 1 : 2;
  }

  private int hourWidth() {
    boolean amPm = form.stream().anyMatch(part -> part.field() == TimeField.AM_PM);
    return amPm && anyShort() ? 1 : 2;
  }

  private boolean anyShort() {
    for (int i = 0; i < padded.length; i++) {
      TimePart part = form.get(i);
      if (part.isNumber() && !part.packed() && shortest[i] == 1 && !padded[i]) {
        return true;
      }
    }
    return false;
  }

  /** "1 May 2021" and 5月1日 are what people write, 01-May-2021 and 01.05.2021 what machines do. */
  private boolean spoken() {
    boolean blanks = false;
    boolean named = false;
    for (TimePart part : form) {
      boolean text = part.field() == TimeField.TEXT;
      blanks |= text && (part.text().contains(" ") || part.text().contains("月"));
      named |= part.field() == TimeField.MONTH && part.words().isPresent();
      named |= text && part.text().equals("年");
    }
    return blanks && named;
  }
}
