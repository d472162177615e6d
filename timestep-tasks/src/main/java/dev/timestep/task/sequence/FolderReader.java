package dev.timestep.task.sequence;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.io.file.Sha256;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.cells.CsvTable;
import dev.timestep.task.table.cells.TextFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder with one folder a class, and in it one table a sequence: its columns are channels. */
final class FolderReader {

  private static final Set<String> ENDINGS = Set.of("csv", "tsv", "txt");
  private static final Set<String> PARTS =
      Set.of("train", "test", "val", "valid", "validation", "training", "testing");
  private static final Pattern ABOUT =
      Pattern.compile(
          "(?i)(readme|licen[cs]e|source|citation)(\\.\\w+)?|thumbs\\.db|desktop\\.ini");

  private final Path folder;
  private final SequenceOptions options;
  private final RawCases raw = new RawCases(SequenceForm.FOLDER);
  private final MessageDigest sha = Sha256.digest();

  FolderReader(Path folder, SequenceOptions options) {
    this.folder = folder;
    this.options = options;
  }

  RawCases read() {
    refuseSettings();
    List<Path> entries = list(folder);
    List<Path> classes = entries.stream().filter(Files::isDirectory).toList();
    List<Path> files = entries.stream().filter(path -> !Files.isDirectory(path)).toList();
    boolean flat = classes.isEmpty();
    refuseParts(classes);
    if (flat && options.like().isEmpty() && !options.unlabelled()) {
      throw new TableException(
          folder
              + ": expects one folder a class, and in it one file a sequence; there is no folder."
              + " Sort the files into folders named by their class.");
    }
    if (!flat && !files.isEmpty()) {
      throw stray(files.getFirst());
    }
    raw.label = flat || options.unlabelled() ? Optional.empty() : Optional.of("folder");
    for (Path one : flat ? List.of(folder) : classes) {
      String label = flat || options.unlabelled() ? "" : name(one);
      List<Path> inside = flat ? files : list(one);
      if (inside.isEmpty()) {
        raw.notes.add("The folder " + name(one) + " holds no file.");
      }
      for (Path file : inside) {
        requireTable(file);
        String id = flat ? name(file) : name(one) + "/" + name(file);
        byte[] bytes = TextFile.bytes(file);
        sha.update(id.getBytes(StandardCharsets.UTF_8));
        sha.update(bytes);
        add(new FileBytes(file.toString(), bytes), id, label);
      }
    }
    return raw;
  }

  /** One file of a folder, for a model that was trained on folders. */
  static RawCases single(FileBytes source, SequenceOptions options) {
    FolderReader reader = new FolderReader(Path.of(""), options);
    reader.add(source, source.name(), "");
    return reader.raw;
  }

  /** SHA-256 of the names and contents of all files. */
  String fingerprint() {
    return HexFormat.of().formatHex(sha.digest());
  }

  private void refuseSettings() {
    options.refuseOthers(
        folder.toString(),
        "in a folder the label is the folder of a file and the id its name",
        Set.of("time", "channels"));
    boolean other = options.form().filter(form -> form != SequenceForm.FOLDER).isPresent();
    if (other) {
      throw new TableException(
          folder
              + ": this is a folder, but "
              + setting("form")
              + " asks for a file. Leave out "
              + setting("form")
              + ", or give a file.");
    }
  }

  private void refuseParts(List<Path> classes) {
    List<String> parts =
        classes.stream()
            .map(FolderReader::name)
            .filter(name -> PARTS.contains(Columns.lower(name)))
            .toList();
    if (!parts.isEmpty()) {
      throw new TableException(
          folder
              + ": the "
              + (parts.size() == 1 ? "folder " : "folders ")
              + String.join(" and ", parts)
              + " look like parts of the data, not like classes. Give "
              + folder.resolve(parts.getFirst())
              + " and the other parts one by one; if it is a class, give the folder another name.");
    }
  }

  private TableException stray(Path file) {
    return new TableException(
        file
            + ": expects only folders here, one a class; this is a file. Move it into the folder of"
            + " its class, or away.");
  }

  private static void requireTable(Path file) {
    String name = Columns.lower(name(file));
    String ending = name.substring(name.lastIndexOf('.') + 1);
    if (Files.isDirectory(file) || !ENDINGS.contains(ending)) {
      throw new TableException(
          file
              + ": expects a table ("
              + ENDINGS.stream().sorted().collect(Collectors.joining(", "))
              + ") with one sequence; this is "
              + (Files.isDirectory(file) ? "a folder" : "another file")
              + ". Move it away.");
    }
  }

  /** The entries in order of their names; hidden files and descriptions are left out. */
  private static List<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(path -> !name(path).startsWith(".") && !ABOUT.matcher(name(path)).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new TableException(folder + ": cannot be read (" + e.getMessage() + ").", e);
    }
  }

  private static String name(Path path) {
    Path last = path.getFileName();
    return last == null ? path.toString() : last.toString();
  }

  private void add(FileBytes source, String id, String label) {
    PlainRows rows = PlainRows.of(source, options.withForm(SequenceForm.LONG));
    byte[] bytes = rows.changed() ? rows.text().getBytes(StandardCharsets.UTF_8) : source.bytes();
    CsvTable table = CsvTable.read(source.name(), bytes, options.table());
    Columns columns = new Columns(table, options, raw, false);
    Optional<StepOrder> time = columns.order();
    columns.leaveOutIndex();
    List<Integer> channels = channels(columns);
    List<String> names =
        table.hasHeader()
            ? channels.stream().map(table.columns()::get).toList()
            : RawCases.unnamed(channels.size());
    requireSame(names, source);
    raw.named = table.hasHeader();
    List<Integer> order = new ArrayList<>();
    for (int r = 0; r < table.rows(); r++) {
      order.add(r);
    }
    time.ifPresent(known -> known.sort(Map.of(id, order)));
    float[][] steps = new float[order.size()][channels.size()];
    for (int c = 0; c < channels.size(); c++) {
      float[] values = columns.singles(channels.get(c));
      for (int t = 0; t < steps.length; t++) {
        steps[t][c] = values[order.get(t)];
      }
    }
    raw.table = columns.reading(channels);
    raw.cases.add(new RawCases.Case(id, id, steps, new float[0], label));
  }

  private List<Integer> channels(Columns columns) {
    if (!options.channels().isEmpty()) {
      return options.channels().stream()
          .map(name -> columns.table.column(name, "channels"))
          .toList();
    }
    List<Integer> channels = columns.rest();
    channels.stream()
        .filter(columns::isText)
        .findFirst()
        .ifPresent(
            column -> {
              throw new TableException(
                  columns.table.where(0, column)
                      + ": expects numbers in every column; this one holds texts (\""
                      + Values.shortened(columns.text(0, column))
                      + "\"). If it is the time of the steps, set "
                      + setting("time")
                      + " to it; else name the columns"
                      + " to read in "
                      + setting("channels")
                      + ".");
            });
    return channels;
  }

  private void requireSame(List<String> names, FileBytes source) {
    if (raw.channels.isEmpty()) {
      raw.channels = names;
    }
    if (!raw.channels.equals(names)) {
      throw new TableException(
          source.name()
              + ": expects the channels "
              + String.join(", ", raw.channels)
              + ", as in the files before; received "
              + String.join(", ", names)
              + ". Give all files the same columns in the same order, or name those to read in"
              + " channels.");
    }
  }
}
