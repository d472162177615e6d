package dev.timestep.task;

import dev.timestep.io.model.ModelArchive;
import dev.timestep.io.model.ModelFile;
import dev.timestep.io.model.ModelFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** The jobs that are known; reads a model file whatever its job is. */
public final class Tasks {
  private final Map<String, Task<?>> byType = new LinkedHashMap<>();

  private Tasks(Iterable<Task<?>> tasks) {
    for (Task<?> task : tasks) {
      Task<?> other = byType.put(task.type(), task);
      if (other != null) {
        throw new IllegalStateException(
            "Two jobs write models of the type " + task.type() + ": " + other + " and " + task);
      }
    }
  }

  /** All jobs on the class path. */
  public static Tasks standard() {
    @SuppressWarnings("rawtypes")
    ServiceLoader<Task> found = ServiceLoader.load(Task.class);
    List<Task<?>> tasks = found.stream().<Task<?>>map(ServiceLoader.Provider::get).toList();
    return new Tasks(tasks);
  }

  /** The types of model that can be read. */
  public List<String> types() {
    return List.copyOf(byType.keySet());
  }

  /**
   * Reads a model.
   *
   * @throws ModelFileException when the file is truncated, corrupted, foreign, newer, or of no job
   *     that is known
   */
  public TaskModel load(Path file) {
    return ModelFile.load(file, this::of);
  }

  private TaskModel of(ModelArchive archive) {
    Task<?> task = byType.get(archive.type());
    if (task == null) {
      throw new IllegalArgumentException(
          "The model file holds a model of the type \""
              + archive.type()
              + "\"; the jobs that are known read "
              + String.join(", ", byType.keySet())
              + ". Load it from code, or with the version of Timestep that wrote it.");
    }
    return task.of(archive);
  }
}
