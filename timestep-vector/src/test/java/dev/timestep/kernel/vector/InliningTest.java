package dev.timestep.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Methods that must stay too large for C2 to inline: where several come together, or a caller is
 * large, one compilation passes its limit of nodes and vectors are put on the heap.
 */
class InliningTest {

  /** C2's FreqInlineSize on the platforms that have the Vector API. */
  private static final int INLINED_UP_TO = 325;

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
    try (InputStream bytes = VectorExponentials.class.getResourceAsStream(owner + ".class")) {
      ClassModel model = ClassFile.of().parse(bytes.readAllBytes());
      int size =
          model.methods().stream()
              .filter(m -> m.methodName().equalsString(name))
              .mapToInt(m -> m.findAttribute(Attributes.code()).orElseThrow().codeLength())
              .findFirst()
              .orElseThrow();
      assertThat(size).isGreaterThan(INLINED_UP_TO);
    }
  }
}
