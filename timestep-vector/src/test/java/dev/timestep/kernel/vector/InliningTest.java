package dev.timestep.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of the vectors' staying in registers can be read from the bytecode. */
class InliningTest {

  /** A vector or a mask; a species or a shuffle is a constant. */
  private static final Pattern VECTOR =
      Pattern.compile("Ljdk/incubator/vector/(\\w*Vector|VectorMask);");

  /** C2's FreqInlineSize on the platforms that have the Vector API. */
  private static final int INLINED_UP_TO = 325;

  /**
   * Where several come together, or a caller is large, one compilation passes its limit of nodes
   * and vectors are put on the heap.
   */
  @ParameterizedTest
  @CsvSource({
    "VectorActivations, sigmoid",
    "VectorActivations, tanh",
    "VectorExponentials, shiftedExp",
    "VectorExponentials, sumExp",
    "VectorExponentials, addScaledExp",
    "VectorCells, lstmForward",
    "VectorCells, lstmOutputBackward",
    "VectorCells, lstmStateBackward",
    "VectorCells, gruBackward"
  })
  void isTooLargeToBeInlined(String owner, String name) throws IOException {
    int size =
        model(VectorKernels.class.getResource(owner + ".class")).methods().stream()
            .filter(m -> m.methodName().equalsString(name))
            .mapToInt(m -> m.findAttribute(Attributes.code()).orElseThrow().codeLength())
            .findFirst()
            .orElseThrow();
    assertThat(size).isGreaterThan(INLINED_UP_TO);
  }

  /** A call that is not inlined would put them on the heap. */
  @Test
  void noMethodTakesOrReturnsAVector() throws IOException, URISyntaxException {
    Path classes = Path.of(VectorKernels.class.getResource("VectorKernels.class").toURI());
    List<String> withVectors = new ArrayList<>();
    int methods = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(classes.getParent(), "*.class")) {
      for (Path file : files) {
        for (MethodModel method : model(file.toUri().toURL()).methods()) {
          methods++;
          String type = method.methodType().stringValue();
          if (VECTOR.matcher(type).find()) {
            withVectors.add(file.getFileName() + " " + method.methodName() + type);
          }
        }
      }
    }
    assertThat(methods).isGreaterThan(50);
    assertThat(withVectors).isEmpty();
  }

  private static ClassModel model(URL file) throws IOException {
    try (InputStream bytes = file.openStream()) {
      return ClassFile.of().parse(bytes.readAllBytes());
    }
  }
}
