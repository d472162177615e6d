package dev.timestep.task.sequence.stream;

import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.cells.ArrivingRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a table that arrives: comments, names of columns, and rows. A line that a file would
 * leave out is left out here, with the same note.
 */
final class TableRows {
  private final SequenceStream stream;
  private final Predicate<String> isHeader;
  private final boolean uneven;
  private final List<String> head = new ArrayList<>();
  private @Nullable ArrivingRows rows;

  /**
   * @param isHeader whether the first line names the columns
   * @param uneven whether rows without names of columns may have several widths
   */
  TableRows(SequenceStream stream, Predicate<String> isHeader, boolean uneven) {
    this.stream = stream;
    this.isHeader = isHeader;
    this.uneven = uneven;
  }

  /** The line that names the columns, once it has arrived. */
  List<String> head() {
    return head;
  }

  /** Whether the current line is a row. */
  boolean isRow(String text) {
    ArrivingRows known = rows;
    if (known == null) {
      boolean below = commentNames(text);
      if (!below && isHeader.test(text)) {
        head.add(text);
      }
      known = arriving(head.isEmpty() ? text : head.getFirst());
      rows = known;
      if (!below && !head.isEmpty()) {
        return false;
      }
    }
    Optional<String> leftOut = known.leftOut(stream.place(), stream.number(), text);
    leftOut.ifPresent(stream::note);
    return leftOut.isEmpty();
  }

  /** Whether the last comment above the first line names the columns; the others are noted. */
  private boolean commentNames(String first) {
    boolean may = stream.options().table().header().orElse(true);
    Optional<String> names =
        Optional.of(stream.comment())
            .filter(comment -> may && comment.startsWith("#"))
            .flatMap(comment -> ArrivingRows.header(comment, first));
    names.ifPresent(head::add);
    if (stream.comments() > (names.isPresent() ? 1 : 0)) {
      stream.note(
          "Lines that start with "
              + stream.comment().charAt(0)
              + " above the table were read as comments.");
    }
    return names.isPresent();
  }

  private ArrivingRows arriving(String first) {
    ReadOptions table = stream.options().table();
    boolean named = !head.isEmpty();
    return new ArrivingRows(first, named, named || !uneven, table);
  }
}
