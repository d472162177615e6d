package dev.timestep.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.kernel.vector.VectorKernels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class WarmupRunTest {
  /** Tests run in the module's folder. */
  private static final Path OPTIONS = Path.of("..").resolve(WarmupRun.OPTIONS);

  @Test
  void theJvmKnowsTheOptionsForAFastStart() throws IOException, InterruptedException {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + OPTIONS,
                "-XX:+PrintFlagsFinal",
                "-version")
            .redirectErrorStream(true)
            .start();
    String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(java.waitFor()).as(said).isZero();
    assertThat(said).containsPattern("Tier4BackEdgeThreshold += 4000000 .*command line");
  }

  @Test
  void theOptionsNameThePackagesThatTheyAreMeantFor() throws IOException {
    String scaling = "-XX:CompileCommand=CompileThresholdScaling,%s.*::*,%s";

    assertThat(Files.readAllLines(OPTIONS))
        .contains(
            scaling.formatted(VectorKernels.class.getPackageName(), "0.1"),
            scaling.formatted(FloatVector.class.getPackageName(), "3.0"));
  }
}
