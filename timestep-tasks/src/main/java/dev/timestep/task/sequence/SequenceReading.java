package dev.timestep.task.sequence;

import dev.timestep.task.table.TableReading;
import java.util.List;
import java.util.Optional;

/**
 * How a file of sequences was read. Stored with a model, so that later files are read the same way.
 *
 * <pre>{@code
 * SequenceReading reading = SequenceReader.read(file, SequenceOptions.defaults()).reading();
 * SequenceSet later = SequenceReader.read(newer, reading.options());
 * }</pre>
 *
 * @param form how the cases stand in the file
 * @param label the column of the class, {@value SequenceOptions#FIRST} or {@value
 *     SequenceOptions#LAST}; of FASTA the part of the header; empty where there is none
 * @param id the column that names the case, where there is one
 * @param time the column that orders the steps, where there is one
 * @param sequence the column of the letters, where there is one
 * @param channels names of the channels
 * @param named whether the file itself names the channels; else they are matched by position
 * @param statics columns that do not change along a sequence
 * @param letters how letters become channels; empty for numbers
 * @param classes the classes, in the order that the file declares, else numbers by value and texts
 *     by alphabet
 * @param table how the table itself was written
 */
public record SequenceReading(
    SequenceForm form,
    Optional<String> label,
    Optional<String> id,
    Optional<String> time,
    Optional<String> sequence,
    List<String> channels,
    boolean named,
    List<String> statics,
    Optional<LetterCode> letters,
    List<String> classes,
    TableReading table) {

  /** Takes copies of the lists. */
  public SequenceReading {
    channels = List.copyOf(channels);
    statics = List.copyOf(statics);
    classes = List.copyOf(classes);
  }

  /**
   * What to read a later file with. Its labels may be absent; its channels and static columns must
   * be those of this file, in any order where they have names.
   */
  public SequenceOptions options() {
    return SequenceOptions.defaults().withTable(table.options()).withLike(this);
  }
}
