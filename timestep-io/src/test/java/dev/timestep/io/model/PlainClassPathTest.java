package dev.timestep.io.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Sequential;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models are saved and loaded with nothing on the class path but what the artifacts bring along,
 * which the annotations that the compiler checks are not among.
 */
class PlainClassPathTest {
  @TempDir private Path folder;

  @Test
  void modelsAreLoadedAndSavedWithoutTheCompilersAnnotations() throws Exception {
    Path file = folder.resolve("before.timestep");
    Path copy = folder.resolve("after.timestep");
    SequentialModels.save(file, Sequential.of(3, 42, Layers.lstm(4).bidirectional()));
    URL[] brought = {
      place(Sequential.class), place(SequentialModels.class), place(JsonObject.class)
    };
    try (var loader = new URLClassLoader(brought, ClassLoader.getPlatformClassLoader())) {
      assertThatThrownBy(() -> loader.loadClass(Nullable.class.getName()))
          .isInstanceOf(ClassNotFoundException.class);
      Class<?> models = loader.loadClass(SequentialModels.class.getName());
      Object loaded = models.getMethod("load", Path.class).invoke(null, file);
      Object model = loaded.getClass().getMethod("model").invoke(loaded);
      models.getMethod("save", Path.class, model.getClass()).invoke(null, copy, model);
    }
    assertThat(copy).hasSameBinaryContentAs(file);
  }

  private static URL place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }
}
