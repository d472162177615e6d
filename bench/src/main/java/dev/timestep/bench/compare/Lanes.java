package dev.timestep.bench.compare;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How wide the vectors of all contenders may be. Ratios mean something only where both sides have
 * the same width, so what narrows a library is set for all that can be narrowed, or for none: what
 * the user's own environment says of it is taken away.
 */
enum Lanes {
  /** As the processor has them. */
  WIDEST,

  /** 256 bits on any processor. */
  NARROW;

  /** What narrows the others' vectors. */
  private static final SortedMap<String, String> NARROWED =
      new TreeMap<>(
          Map.of(
              "ATEN_CPU_CAPABILITY",
              "avx2",
              "ONEDNN_MAX_CPU_ISA",
              "AVX2",
              "OPENBLAS_CORETYPE",
              "Haswell"));

  /** Options of this library's JVM. */
  List<String> flags() {
    return this == NARROW ? List.of("-XX:UseAVX=2") : List.of();
  }

  /** Puts what narrows native libraries into the environment of a process, or takes it away. */
  void apply(Map<String, String> variables) {
    variables.keySet().removeAll(NARROWED.keySet());
    if (this == NARROW) {
      variables.putAll(NARROWED);
    }
  }

  /** Whether a peer's vectors can be made as narrow; ONNX Runtime has no setting for it. */
  boolean canNarrow(String peer) {
    return this == WIDEST || !peer.equals(Lineup.ONNXRUNTIME);
  }

  /**
   * What is set, for the report.
   *
   * @param kernels this library's, by name
   */
  String told(String kernels) {
    String set =
        NARROWED.entrySet().stream()
            .map(one -> one.getKey() + "=" + (this == NARROW ? one.getValue() : "(unset)"))
            .collect(Collectors.joining(" "));
    return "timestep's kernels: " + kernels + "; the others: " + set;
  }

  /** The width that an option names. */
  static Lanes of(String bits) {
    if (!bits.equals("256")) {
      throw new UsageException(
          "--lanes expects 256; received \""
              + bits
              + "\". Without it, all have the widest vectors that the processor has.");
    }
    return NARROW;
  }
}
