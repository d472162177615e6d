package dev.timestep.task.sequence;

import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableReading;
import dev.timestep.task.table.cells.CsvTable;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads the forms that are tables: wide, long and letters. */
final class TableForms {

  private final FileBytes source;
  private final SequenceOptions options;

  TableForms(FileBytes source, SequenceOptions options) {
    this.source = source;
    this.options = options;
  }

  RawCases read() {
    PlainRows rows = PlainRows.of(source, options);
    Read read = table(rows);
    CsvTable table = read.table();
    SequenceForm form = form(table);
    if (form == SequenceForm.WIDE && !PlainRows.isWide(options)) {
      rows = rows.padded();
      read = rows.changed() ? table(rows) : read;
      table = read.table();
    }
    RawCases raw = new RawCases(form);
    raw.notes.addAll(table.markedNotes());
    if (source.endsWith(".arff") || source.endsWith(".ts")) {
      raw.notes.add("The file has no line with @, so it is read as a table.");
    }
    Columns columns = new Columns(table, options, raw, read.plain());
    switch (form) {
      case LONG -> new LongReader(columns).read();
      case LETTERS -> new LettersReader(columns, source).read();
      default -> new WideReader(columns, source, rows.uneven()).read();
    }
    return raw;
  }

  /** A table, and whether all its numbers are bare or have a decimal point. */
  private record Read(CsvTable table, boolean plain) {}

  private Read table(PlainRows rows) {
    ReadOptions asked = readOptions();
    byte[] bytes = rows.changed() ? rows.text().getBytes(StandardCharsets.UTF_8) : source.bytes();
    ReadOptions own = rows.changed() ? asked.withCharset(StandardCharsets.UTF_8) : asked;
    CsvTable table = CsvTable.read(source.name(), bytes, own);
    Optional<Character> known =
        asked.decimal().or(() -> asked.like().flatMap(TableReading::decimal));
    DecimalEvidence evidence = DecimalEvidence.of(table);
    Optional<Character> sign = known.isEmpty() ? evidence.deciding() : Optional.empty();
    boolean plain = evidence.onlyPoints() && known.orElse('.') == '.';
    return sign.map(own::withDecimal)
        .map(decided -> new Read(CsvTable.read(source.name(), bytes, decided), plain))
        .orElse(new Read(table, plain));
  }

  private ReadOptions readOptions() {
    return options.table().like().isEmpty() && options.like().isPresent()
        ? options.table().withLike(options.like().map(SequenceReading::table))
        : options.table();
  }

  private SequenceForm form(CsvTable table) {
    Optional<SequenceForm> earlier =
        options.like().map(SequenceReading::form).filter(TableForms::isTable);
    if (options.form().isPresent()) {
      return options.form().get();
    }
    if (options.sequence().isPresent()) {
      return SequenceForm.LETTERS;
    }
    boolean rows = earlier.isEmpty() || earlier.get() == SequenceForm.WIDE;
    if (options.id().isPresent() && rows) {
      int id = table.column(options.id().get(), "id");
      return ColumnNames.isRepeated(table, id) ? SequenceForm.LONG : ofRows(table, earlier);
    }
    for (int c = 0; earlier.isEmpty() && c < table.columns().size(); c++) {
      if (LettersColumn.isMarked(table, c)) {
        return SequenceForm.LETTERS;
      }
      String name = table.columns().get(c).toLowerCase(Locale.ROOT);
      if (ColumnNames.IDS.contains(name) && ColumnNames.isRepeated(table, c)) {
        return SequenceForm.LONG;
      }
    }
    return ofRows(table, earlier);
  }

  /** The form of a table with one case a row. */
  private SequenceForm ofRows(CsvTable table, Optional<SequenceForm> earlier) {
    if (earlier.isPresent()) {
      return earlier.get();
    }
    boolean marked =
        IntStream.range(0, table.columns().size()).anyMatch(c -> LettersColumn.isMarked(table, c));
    boolean letters = marked || new LettersColumn(table, options).find().isPresent();
    return letters ? SequenceForm.LETTERS : SequenceForm.WIDE;
  }

  private static boolean isTable(SequenceForm form) {
    return form == SequenceForm.WIDE || form == SequenceForm.LONG || form == SequenceForm.LETTERS;
  }
}
