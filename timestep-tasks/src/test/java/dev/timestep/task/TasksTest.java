package dev.timestep.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.timestep.io.model.ModelArchive;
import dev.timestep.io.model.ModelFile;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of modules, some of them broken. */
class TasksTest {
  @TempDir private Path folder;
  private Path model;

  /** A job that reads its model as a refusal, which names it. */
  abstract static class Named implements Task<String> {
    @Override
    public TaskRun train(Source data, String options, TaskListener listener) {
      throw new UnsupportedOperationException();
    }

    @Override
    public TaskModel of(ModelArchive archive) {
      throw new IllegalArgumentException("read by " + getClass().getSimpleName());
    }
  }

  /** Reads {@code tag}. */
  public static final class Tag extends Named {
    @Override
    public String type() {
      return "tag";
    }
  }

  /** Reads {@code tag} as well. */
  public static final class OtherTag extends Named {
    @Override
    public String type() {
      return "tag";
    }
  }

  /** Cannot be made. */
  public static final class Broken extends Named {
    /** Fails. */
    public Broken() {
      throw new IllegalStateException("no licence");
    }

    @Override
    public String type() {
      return "broken";
    }
  }

  /** Does not say its type. */
  public static final class Mute extends Named {
    @Override
    public String type() {
      throw new NoClassDefFoundError("a/Library");
    }
  }

  @BeforeEach
  void writeModel() {
    JsonObject json = new JsonObject();
    json.addProperty("type", "tag");
    json.addProperty("version", 1);
    model = folder.resolve("tag.timestep");
    ModelFile.write(
        model, new ModelArchive(json, new LinkedHashMap<>(), new JsonObject(), new JsonObject()));
  }

  private Tasks with(String... classes) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.write(services.resolve(Task.class.getName()), List.of(classes));
    return inLoader(folder.toUri().toURL(), Tasks::standard);
  }

  private static <T> T inLoader(URL further, Supplier<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(new URLClassLoader(new URL[] {further}, before));
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void aBrokenJobCostsItsOwnModelsOnly() throws IOException {
    Tasks tasks = with("org.example.Missing", Broken.class.getName(), Mute.class.getName());
    assertThat(tasks.types()).containsExactlyInAnyOrder("forecast", "classify", "series", "panel");
    assertThatThrownBy(() -> tasks.load(model))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(model + " cannot be used: ")
        .hasMessageContaining("a model of the type \"tag\"; the jobs that are known read ")
        .hasMessageContaining("Provider org.example.Missing not found. Remove its module")
        .hasMessageContaining("TasksTest$Broken could not be instantiated")
        .hasMessageContaining("no licence")
        .hasMessageContaining(
            "The job dev.timestep.task.TasksTest$Mute does not say its type:"
                + " java.lang.NoClassDefFoundError: a/Library. Remove its module");
    Tasks beside = with(Broken.class.getName(), Tag.class.getName());
    assertThat(beside.types())
        .containsExactlyInAnyOrder("forecast", "classify", "series", "panel", "tag");
    assertThatThrownBy(() -> beside.load(model)).hasMessageContaining("read by Tag");
  }

  @Test
  void twoJobsOfOneTypeAreBothNamedWhereAModelNeedsOne() throws IOException {
    Tasks tasks = with(Tag.class.getName(), OtherTag.class.getName());
    assertThat(tasks.types()).containsExactlyInAnyOrder("forecast", "classify", "series", "panel");
    assertThatThrownBy(() -> tasks.load(model))
        .hasMessageContaining(
            "it expects one job that reads this type, and there are"
                + " dev.timestep.task.TasksTest$Tag and dev.timestep.task.TasksTest$OtherTag."
                + " Remove the module of one of them from the class path.");
  }
}
