package dev.timestep.bench.compare;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@code bench/growth} has measured, kept so that one axis can be measured at a time. */
final class GrowthFile {
  private final ResultFile file;

  GrowthFile(ResultFile file) {
    this.file = file;
  }

  private record Content(@Nullable List<@Nullable GrowthPoint> points) {}

  /** The points of earlier runs; none if there is no file yet. */
  List<GrowthPoint> read() throws IOException {
    if (!Files.exists(file.path())) {
      return List.of();
    }
    try {
      String text = Files.readString(file.path());
      Content content = new GsonBuilder().create().fromJson(text, Content.class);
      if (content == null || content.points() == null) {
        throw new JsonParseException("it has no points");
      }
      List<GrowthPoint> points = content.points().stream().map(Objects::requireNonNull).toList();
      points.forEach(GrowthFile::check);
      return points;
    } catch (JsonParseException | NullPointerException | UsageException e) {
      throw new UsageException(
          "bench/growth expects in "
              + file.path()
              + " what an earlier run has written; it cannot be read: "
              + e.getMessage()
              + ". Delete it, or name another file with --json.");
    }
  }

  private static void check(GrowthPoint point) {
    if (Arrays.stream(GrowthAxis.values()).noneMatch(axis -> axis.name().equals(point.axis()))
        || !(point.milliseconds() > 0)
        || point.value() < 1) {
      throw new JsonParseException("no run measures " + point);
    }
    Cell.parse(point.cell(), point.cell());
  }

  void write(List<GrowthPoint> points) throws IOException {
    file.write(
        new GsonBuilder().setPrettyPrinting().create().toJson(new Content(List.copyOf(points)))
            + "\n");
  }

  @Override
  public String toString() {
    return file.path().toString();
  }
}
