package dev.timestep.cli;

import dev.timestep.report.PngPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** The plots of a run in a folder, each as an SVG and as a PNG picture. */
final class PlotFiles {
  private PlotFiles() {}

  /**
   * Writes them: all SVG pictures first, since a Java without fonts can draw no PNG ones.
   *
   * @param pictures sources by the names of their files, which end in {@code .svg}
   * @return what to tell the user
   */
  static List<String> write(SequencedMap<String, String> pictures, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, String> picture : pictures.entrySet()) {
      Files.writeString(folder.resolve(picture.getKey()), picture.getValue());
    }
    for (Map.Entry<String, String> picture : pictures.entrySet()) {
      byte[] drawn;
      try {
        drawn = PngPicture.of(picture.getValue());
      } catch (IOException e) {
        return List.of("Plots:  " + folder, "Note: there are SVG pictures only. " + e.getMessage());
      }
      String name = picture.getKey().replaceFirst("[.]svg$", ".png");
      Files.write(folder.resolve(name), drawn);
    }
    return List.of("Plots:  " + folder);
  }
}
