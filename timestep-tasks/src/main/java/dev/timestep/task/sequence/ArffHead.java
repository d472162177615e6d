package dev.timestep.task.sequence;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.Names;
import dev.timestep.task.table.TableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The attributes of an ARFF file.
 *
 * @param file for messages
 * @param attributes in order
 */
record ArffHead(String file, List<Attribute> attributes) {

  private static final Set<String> NUMERIC = Set.of("numeric", "real", "integer");

  /**
   * One attribute.
   *
   * @param name without quotes
   * @param type in lower case; "nominal" for one with classes
   * @param classes of a nominal attribute, as declared
   * @param inner names of the attributes of a relational one
   */
  record Attribute(String name, String type, List<String> classes, List<String> inner) {}

  /** Reads the lines up to {@code @data}, and leaves {@code text} at the first row. */
  static ArffHead read(String file, ArffText text) {
    List<Attribute> attributes = new ArrayList<>();
    List<String> inner = new ArrayList<>();
    String relation = "";
    for (String line = text.headLine(); ; line = text.headLine()) {
      List<String> words = ArffText.words(line);
      String tag = words.getFirst().toLowerCase(Locale.ROOT);
      switch (tag) {
        case "@relation" -> {}
        case "@data" -> {
          return new ArffHead(file, List.copyOf(attributes));
        }
        case "@end" -> {
          attributes.add(new Attribute(relation, "relational", List.of(), List.copyOf(inner)));
          relation = "";
        }
        case "@attribute" -> {
          Attribute one = attribute(words, line, text.place());
          if (!relation.isEmpty()) {
            requireNumeric(one, text.place());
            inner.add(one.name());
          } else if (one.type().equals("relational")) {
            relation = one.name();
            inner.clear();
          } else {
            attributes.add(one);
          }
        }
        default ->
            throw new TableException(
                text.place()
                    + ": expects @attribute or @data; received \""
                    + Values.shortened(line)
                    + "\". Put @data above the first case.");
      }
    }
  }

  private static Attribute attribute(List<String> words, String line, String place) {
    int brace = line.indexOf('{');
    if (brace >= 0 && line.stripTrailing().endsWith("}")) {
      String inside = line.substring(brace + 1, line.lastIndexOf('}'));
      List<String> classes = ArffText.cells(inside);
      return new Attribute(words.get(1), "nominal", classes, List.of());
    }
    if (words.size() < 3) {
      throw new TableException(
          place
              + ": expects @attribute, a name and a type; received \""
              + Values.shortened(line)
              + "\". Put a name with blanks in quotes.");
    }
    return new Attribute(words.get(1), words.get(2).toLowerCase(Locale.ROOT), List.of(), List.of());
  }

  private static void requireNumeric(Attribute one, String place) {
    if (!NUMERIC.contains(one.type())) {
      throw new TableException(
          place
              + ": expects numeric attributes inside a relational one; "
              + one.name()
              + " is "
              + one.type()
              + ".");
    }
  }

  boolean has(String name) {
    return attributes.stream().anyMatch(one -> one.name().equals(name));
  }

  /** The position of an attribute that a setting names. */
  int position(String name, String by) {
    for (int a = 0; a < attributes.size(); a++) {
      if (attributes.get(a).name().equals(name)) {
        return a;
      }
    }
    List<String> names = attributes.stream().map(Attribute::name).toList();
    throw new TableException(
        file
            + ": there is no attribute \""
            + name
            + "\" ("
            + setting(by)
            + ")"
            + Names.nearest(name, names)
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElse(". The attributes are: " + Labels.places(names) + "."));
  }

  /** Positions of the attributes with classes. */
  List<Integer> nominal() {
    List<Integer> found = new ArrayList<>();
    for (int a = 0; a < attributes.size(); a++) {
      if (attributes.get(a).type().equals("nominal")) {
        found.add(a);
      }
    }
    return found;
  }

  /** Positions of the attributes that hold values; other types than numbers are refused. */
  List<Integer> values(int label, int id, List<Integer> statics) {
    List<Integer> found = new ArrayList<>();
    for (int a = 0; a < attributes.size(); a++) {
      Attribute one = attributes.get(a);
      if (a == label || a == id || statics.contains(a)) {
        continue;
      }
      if (!one.type().equals("relational") && !NUMERIC.contains(one.type())) {
        throw new TableException(
            file
                + ": attribute "
                + one.name()
                + " is "
                + one.type()
                + ", but the values of a sequence are numeric. Name it in "
                + setting("label")
                + " or "
                + setting("id")
                + ", or remove"
                + " it.");
      }
      found.add(a);
    }
    return found;
  }
}
