package dev.timestep.io.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import dev.timestep.nn.Sequential;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the program of docs/from-keras-and-pytorch.md as a reader would. */
class KerasPageTest {
  private static final Path PAGE = Path.of("../docs/from-keras-and-pytorch.md");
  private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void thePageHoldsAProgramThatStreamsWhatItPredicts() throws Exception {
    Matcher program = PROGRAM.matcher(Files.readString(PAGE));
    assertThat(program.find()).isTrue();
    Path source = Files.writeString(folder.resolve("Model.java"), program.group(1));
    Path model = folder.resolve("model.timestep");
    Path output = folder.resolve("output.txt");
    String classes =
        Stream.of(Sequential.class, SequentialModels.class, JsonObject.class)
            .map(KerasPageTest::place)
            .collect(Collectors.joining(File.pathSeparator));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    int exit =
        new ProcessBuilder(java, "-cp", classes, source.toString(), model.toString())
            .redirectError(folder.resolve("errors.txt").toFile())
            .redirectOutput(output.toFile())
            .start()
            .waitFor();
    assertThat(exit).as(Files.readString(folder.resolve("errors.txt"))).isZero();
    assertThat(model).isNotEmptyFile();
    String[] numbers = Files.readString(output).strip().split(" ");
    assertThat(numbers).hasSize(2);
    double predicted = Double.parseDouble(numbers[0]);
    assertThat(predicted).isNotZero().isBetween(-3.0, 3.0);
    assertThat(Double.parseDouble(numbers[1])).isCloseTo(predicted, within(1e-6));
  }

  private static String place(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }
}
