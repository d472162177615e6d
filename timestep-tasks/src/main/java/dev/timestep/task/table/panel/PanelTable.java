package dev.timestep.task.table.panel;

import dev.timestep.io.file.Sha256;
import dev.timestep.task.message.Message;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.TableReading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Many series of one table, with one step for all of them.
 *
 * <pre>{@code
 * PanelTable table = PanelReader.read(Path.of("shops.csv"), columns, options, PanelPolicy.DEFAULT);
 * for (PanelSeries series : table.series()) {
 *   System.out.println(series.id() + ": " + series.rows() + " rows");
 * }
 * }</pre>
 *
 * <p>Immutable. Made by {@link PanelReader}.
 */
public final class PanelTable {

  private final String file;
  private final PanelColumns columns;
  private final Frequency frequency;
  private final List<PanelSeries> series;
  private final Map<String, PanelSeries> byId = new LinkedHashMap<>();
  private final List<SkippedSeries> skipped;
  private final Categories categories;
  private final List<String> notes;
  private final TableReading reading;
  private final String fingerprint;

  PanelTable(
      String file,
      PanelColumns columns,
      Frequency frequency,
      List<PanelSeries> series,
      List<SkippedSeries> skipped,
      Categories categories,
      List<String> notes,
      TableReading reading) {
    this.file = file;
    this.columns = columns;
    this.frequency = frequency;
    this.series = List.copyOf(series);
    this.skipped = List.copyOf(skipped);
    this.categories = categories;
    this.notes = List.copyOf(notes);
    this.reading = reading;
    series.forEach(one -> byId.put(one.id(), one));
    this.fingerprint = digest();
  }

  /** The path that was read, as it was given. */
  public String file() {
    return file;
  }

  /** The columns with their roles, named as the file names them. */
  public PanelColumns columns() {
    return columns;
  }

  /** The step between rows, the same in all series. */
  public Frequency frequency() {
    return frequency;
  }

  /** The series in the order in which they first appear in the file. */
  public List<PanelSeries> series() {
    return series;
  }

  /** The series with an id. */
  public Optional<PanelSeries> series(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The series that were left out, in the order in which they first appear in the file. */
  public List<SkippedSeries> skipped() {
    return skipped;
  }

  /** The words of the columns of texts. */
  public Categories categories() {
    return categories;
  }

  /** What was detected, masked, filled or noticed, in sentences for the user. */
  public List<String> notes() {
    return Message.plain(notes);
  }

  /** The {@link #notes} with their settings marked, for programs that name settings otherwise. */
  public List<String> markedNotes() {
    return notes;
  }

  /** How the file was read: what later files of its kind are read with. */
  public TableReading reading() {
    return reading;
  }

  /**
   * SHA-256, in hexadecimal, of what is used of the file: ids, times, column names and values. The
   * same for a file that differs only in delimiter, in columns that are not used, or in the order
   * in which rows of different series follow one another.
   */
  public String fingerprint() {
    return fingerprint;
  }

  private String digest() {
    Sha256 sha = new Sha256().add(frequency.code());
    byId.keySet().stream()
        .sorted()
        .map(byId::get)
        .forEach(
            one -> {
              sha.add(one.id()).add(one.rows()).add(one.knownRows());
              if (one.axis().hasTime()) {
                sha.add(one.axis().local(0).toString())
                    .add(one.axis().local(one.rows()).toString());
              }
              for (String name : one.names()) {
                sha.add(name).add(one.values(name).all());
              }
              columns.statics().forEach(name -> sha.add(name).add(one.staticValue(name)));
            });
    return sha.hex();
  }
}
