package dev.timestep.task.sequence;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.TableException;
import java.util.List;
import java.util.Optional;

/**
 * The {@code .arff} form of the UCR and UEA archive. A sequence of one channel has one numeric
 * attribute a step; one of several channels is a relational attribute, whose channels stand in
 * quotes with {@code \n} between them and with one inner attribute a step.
 *
 * @see <a href="https://waikato.github.io/weka-wiki/formats_and_processing/arff_stable/">ARFF</a>
 */
final class ArffReader {

  private final FileBytes source;
  private final SequenceOptions options;
  private final RawCases raw = new RawCases(SequenceForm.ARFF);
  private int shortened;

  ArffReader(FileBytes source, SequenceOptions options) {
    this.source = source;
    this.options = options;
  }

  RawCases read() {
    ArffText text = new ArffText(source.name(), source.text(options.table().charset()));
    ArffHead head = ArffHead.read(source.name(), text);
    raw.table = RawCases.asked(options.table());
    int label = label(head);
    int id = options.id().map(name -> head.position(name, "id")).orElse(-1);
    List<String> wanted = options.like().map(SequenceReading::statics).orElse(options.statics());
    List<Integer> statics = wanted.stream().map(name -> head.position(name, "static")).toList();
    raw.statics = wanted;
    if (label >= 0) {
      raw.label = Optional.of(head.attributes().get(label).name());
      raw.declared = head.attributes().get(label).classes();
    }
    List<Integer> values = head.values(label, id, statics);
    ArffShape shape = ArffShape.of(source.name(), head, values, options);
    for (ArffText.Row row = text.row(); !row.isEnd(); row = text.row()) {
      add(head, shape, row, label, id, statics);
    }
    raw.channels = shape.channels();
    raw.named = shape.named();
    Values.noteShortened(raw.notes, shortened, raw.cases.size());
    return raw;
  }

  private int label(ArffHead head) {
    if (options.unlabelled()) {
      return -1;
    }
    String name = options.label().orElse("");
    boolean end = name.equals(SequenceOptions.FIRST) || name.equals(SequenceOptions.LAST);
    if (!name.isEmpty() && (!end || head.has(name))) {
      return head.position(name, "label");
    }
    if (end) {
      return name.equals(SequenceOptions.FIRST) ? 0 : head.attributes().size() - 1;
    }
    List<Integer> nominal = head.nominal();
    if (nominal.size() == 1) {
      return nominal.getFirst();
    }
    if (nominal.isEmpty() && options.like().isPresent()) {
      return -1;
    }
    throw new TableException(
        source.name()
            + ": expects one attribute with classes in braces; there "
            + (nominal.isEmpty()
                ? "is none"
                : "are "
                    + nominal.size()
                    + " ("
                    + Labels.places(
                        nominal.stream().map(n -> head.attributes().get(n).name()).toList())
                    + ")")
            + ". Set "
            + setting("label")
            + " to the attribute of the class, or to none.");
  }

  private void add(
      ArffHead head, ArffShape shape, ArffText.Row row, int label, int id, List<Integer> statics) {
    String place = "line " + row.line();
    String at = source.name() + ", " + place;
    if (row.cells().size() != head.attributes().size()) {
      throw new TableException(
          at
              + ": expects "
              + head.attributes().size()
              + " values, one for each attribute; received "
              + row.cells().size()
              + ". Correct the line; a value with a comma needs quotes.");
    }
    float[][] steps = shape.steps(row, at);
    float[][] trimmed = Values.trimmed(steps);
    shortened += trimmed.length < steps.length && trimmed.length > 0 ? 1 : 0;
    float[] fixed = new float[statics.size()];
    for (int s = 0; s < fixed.length; s++) {
      fixed[s] = Values.parse(row.cells().get(statics.get(s)), at, statics.get(s));
    }
    String name = label < 0 ? "" : row.cells().get(label);
    if (!raw.declared.isEmpty() && !Labels.isEmpty(name) && !raw.declared.contains(name)) {
      throw new TableException(
          at
              + ": the class \""
              + Values.shortened(name)
              + "\" is not one of those that the head declares: "
              + Labels.places(raw.declared)
              + ". Correct the line or the head.");
    }
    raw.cases.add(
        new RawCases.Case(
            id < 0 ? String.valueOf(row.line()) : row.cells().get(id),
            place,
            trimmed,
            fixed,
            name));
  }
}
