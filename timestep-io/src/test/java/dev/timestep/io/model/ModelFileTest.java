package dev.timestep.io.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.io.file.AtomicFile;
import dev.timestep.io.json.JsonFormatException;
import dev.timestep.io.model.ModelFileException.Problem;
import dev.timestep.io.safetensors.Safetensors;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Sequential;
import dev.timestep.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
  private static final int FIRST_HEADER = 30 + "manifest.json".length();
  private static final int END_RECORD = 22;
  private static final Set<Problem> LOOKS_DAMAGED =
      EnumSet.of(Problem.CORRUPTED, Problem.TRUNCATED, Problem.FOREIGN);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("model.timestep");
  }

  private static Sequential network(long seed) {
    return Sequential.of(2, seed, Layers.simpleRnn(3), Layers.dense(1));
  }

  private static JsonObject json(String key, Number value) {
    JsonObject object = new JsonObject();
    object.addProperty(key, value);
    return object;
  }

  private static JsonObject model() {
    JsonObject model = new JsonObject();
    model.addProperty("type", "test");
    model.addProperty("version", 1);
    return model;
  }

  private static ModelArchive archive(long seed) {
    return ModelArchive.of(model(), network(seed), json("mean", 0.1), json("seed", seed));
  }

  private Problem problemOf(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    return problem();
  }

  private Problem problem() {
    ModelFileException e =
        catchThrowableOfType(ModelFileException.class, () -> ModelFile.read(file));
    if (e == null || !e.getMessage().startsWith(file + " ")) {
      throw new AssertionError("not refused with the name of the file", e);
    }
    return e.problem();
  }

  private byte[] written() throws IOException {
    ModelFile.write(file, archive(7));
    return Files.readAllBytes(file);
  }

  // ---------------------------------------------------------------- sound files

  @Test
  void whatWasWrittenComesBack() {
    ModelArchive archive = archive(7);
    ModelFile.write(file, archive);
    ModelArchive back = ModelFile.read(file);
    assertThat(back).isEqualTo(archive);
    assertThat(back.weights().keySet().stream().toList())
        .isEqualTo(archive.weights().keySet().stream().toList());
  }

  @Test
  void theSameModelGivesTheSameBytes() throws IOException {
    byte[] first = written();
    Path other = folder.resolve("other.timestep");
    ModelFile.write(other, archive(7));
    assertThat(Files.readAllBytes(other)).isEqualTo(first);
    ModelFile.write(other, ModelFile.read(file));
    assertThat(Files.readAllBytes(other)).isEqualTo(first);
  }

  @Test
  void otherZipProgramsReadIt() throws IOException {
    written();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<? extends ZipEntry> entries = zip.stream().toList();
      assertThat(entries)
          .extracting(ZipEntry::getName)
          .containsExactly(
              "manifest.json",
              "model.json",
              "weights.safetensors",
              "pipeline.json",
              "training.json");
      assertThat(entries).allMatch(e -> e.getTimeLocal().getYear() == 1980);
      try (var in = zip.getInputStream(zip.getEntry("weights.safetensors"))) {
        long size = zip.getEntry("weights.safetensors").getSize();
        assertThat(Safetensors.read(in, size, "w").tensors()).isEqualTo(archive(7).weights());
      }
    }
  }

  // ---------------------------------------------------------------- damaged files

  /** Only in the first and the last few bytes can a flip make it look like another kind of file. */
  @Test
  void aFlipOfAnyByteIsRefused() throws IOException {
    byte[] whole = written();
    var random = new SplittableRandom(11);
    for (int at = 0; at < whole.length; at++) {
      int bit = 1 << random.nextInt(8);
      whole[at] ^= (byte) bit;
      Problem problem = problemOf(whole);
      whole[at] ^= (byte) bit;
      boolean within = at >= FIRST_HEADER && at < whole.length - END_RECORD;
      if (within && problem != Problem.CORRUPTED || !LOOKS_DAMAGED.contains(problem)) {
        throw new AssertionError("byte " + at + " flipped gave " + problem);
      }
    }
  }

  @Test
  void everyTruncationIsCalledSo() throws IOException {
    byte[] whole = written();
    for (int length = 0; length < whole.length; length += length < 60 ? 1 : 1 + length % 13) {
      assertThat(problemOf(Arrays.copyOf(whole, length)))
          .as("first bytes")
          .isEqualTo(Problem.TRUNCATED);
    }
    assertThat(problemOf(Arrays.copyOf(whole, whole.length - 1))).isEqualTo(Problem.TRUNCATED);
  }

  @Test
  void bytesAddedAnywhereAreRefused() throws IOException {
    byte[] whole = written();
    var random = new SplittableRandom(12);
    for (int round = 0; round < 60; round++) {
      int at = round == 0 ? whole.length : random.nextInt(whole.length);
      byte[] longer = Arrays.copyOf(whole, whole.length + 1 + random.nextInt(40));
      System.arraycopy(whole, at, longer, at + longer.length - whole.length, whole.length - at);
      assertThat(problemOf(longer)).isIn(Problem.CORRUPTED, Problem.FOREIGN, Problem.TRUNCATED);
    }
    byte[] after = Arrays.copyOf(whole, whole.length + 5);
    assertThat(problemOf(after)).isEqualTo(Problem.CORRUPTED);
  }

  @Test
  void aRepackedFileIsRefused() throws IOException {
    written();
    Path repacked = folder.resolve("repacked.timestep");
    try (ZipFile zip = new ZipFile(file.toFile());
        var out = new ZipOutputStream(Files.newOutputStream(repacked))) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        out.putNextEntry(new ZipEntry(entry.getName()));
        zip.getInputStream(entry).transferTo(out);
      }
    }
    file = repacked;
    assertThat(problem()).isEqualTo(Problem.CORRUPTED);
    assertThatThrownBy(() -> ModelFile.read(file))
        .hasMessageContaining("changed by another program");
  }

  // ---------------------------------------------------------------- other files

  @Test
  void filesOfOtherProgramsAreCalledForeign() throws IOException {
    assertThat(problemOf("date,births\n2000-01-01,9083\n".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Problem.FOREIGN);
    assertThatThrownBy(() -> ModelFile.read(file))
        .hasMessage(
            file
                + " is not a Timestep model: it begins with \"date,bir\" which no zip file does."
                + " Give a file that Timestep wrote as a model.");
    try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry("config.json"));
      out.putNextEntry(new ZipEntry("model.weights.h5"));
    }
    assertThat(problem()).isEqualTo(Problem.FOREIGN);
    assertThatThrownBy(() -> ModelFile.read(file))
        .hasMessageContaining("with the entries [config.json, model.weights.h5]");
    byte[] zip = Files.readAllBytes(file);
    assertThat(problemOf(Arrays.copyOf(zip, zip.length - 30))).isEqualTo(Problem.FOREIGN);
    try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.finish();
    }
    assertThat(problem()).isEqualTo(Problem.FOREIGN);
    byte[] noise = new byte[5000];
    new SplittableRandom(1).nextBytes(noise);
    assertThat(problemOf(noise)).isEqualTo(Problem.FOREIGN);
  }

  @Test
  void aFileThatIsNotThereOrIsAFolderIsUnreadable() {
    assertThat(problem()).isEqualTo(Problem.UNREADABLE);
    assertThatThrownBy(() -> ModelFile.read(file)).hasMessageContaining("it does not exist");
    file = folder;
    assertThat(problem()).isEqualTo(Problem.UNREADABLE);
  }

  private static AtomicFile.Content text(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static SequencedMap<String, AtomicFile.Content> entries() {
    SequencedMap<String, AtomicFile.Content> all = new LinkedHashMap<>();
    all.put("model.json", text("{\"type\":\"test\",\"version\":1}"));
    all.put("weights.safetensors", text("\2\0\0\0\0\0\0\0{}"));
    all.put("pipeline.json", text("{}"));
    all.put("training.json", text("{}"));
    return all;
  }

  @Test
  void aNewerFormatIsRefusedWhateverElseItHolds() {
    Container.write(file, null, "timestep-model", 1, 7, entries());
    assertThat(ModelFile.read(file).type()).isEqualTo("test");
    SequencedMap<String, AtomicFile.Content> other = new LinkedHashMap<>();
    other.put("graph.bin", text("of another age"));
    Container.write(file, null, "timestep-model", 2, 0, other);
    assertThat(problem()).isEqualTo(Problem.NEWER);
    assertThatThrownBy(() -> ModelFile.read(file))
        .hasMessage(
            file
                + " was written by a newer Timestep, in format 2.0; this one reads up to 1.x."
                + " Update Timestep, or make the file with this version.");
  }

  @Test
  void anotherKindOfFileIsRefusedByItsName() {
    Container.write(file, null, Format.CHECKPOINT, entries());
    assertThat(problem()).isEqualTo(Problem.FOREIGN);
    assertThatThrownBy(() -> ModelFile.read(file)).hasMessageContaining("a Timestep checkpoint");
    Container.write(file, null, "chrome-extension", 3, 0, entries());
    assertThat(problem()).isEqualTo(Problem.FOREIGN);
  }

  @Test
  void aMissingEntryIsNamed() {
    for (String name : entries().keySet()) {
      SequencedMap<String, AtomicFile.Content> some = entries();
      some.remove(name);
      Container.write(file, null, Format.MODEL, some);
      assertThat(problem()).isEqualTo(Problem.INCOMPLETE);
      assertThatThrownBy(() -> ModelFile.read(file))
          .hasMessageContaining("lacks the entry " + name);
    }
  }

  @Test
  void aNameThatLeadsElsewhereIsRefused() {
    for (String name : List.of("../model.json", "/etc/passwd", "a/../../b", "C:\\x", "..", "")) {
      SequencedMap<String, AtomicFile.Content> all = entries();
      all.put(name, text("x"));
      Container.write(file, null, Format.MODEL, all);
      assertThat(problem()).as(name).isEqualTo(Problem.INVALID);
    }
  }

  @Test
  void anEntryThatIsTooLargeIsRefusedBeforeItIsRead() {
    SequencedMap<String, AtomicFile.Content> all = entries();
    all.put("pipeline.json", spaces(ContainerReader.LARGEST_JSON + 1));
    Container.write(file, null, Format.MODEL, all);
    assertThat(problem()).isEqualTo(Problem.TOO_LARGE);
  }

  private static AtomicFile.Content spaces(int count) {
    return out -> {
      byte[] block = new byte[1 << 16];
      Arrays.fill(block, (byte) ' ');
      for (int left = count; left > 0; left -= block.length) {
        out.write(block, 0, Math.min(left, block.length));
      }
    };
  }

  /** A compressed entry of zeros: small in the file, large when unpacked. */
  @Test
  void aBombIsRefusedWithoutUnpackingIt() throws IOException {
    try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry("manifest.json"));
      spaces(100 << 20).writeTo(out);
    }
    assertThat(problem()).isEqualTo(Problem.CORRUPTED);
  }

  @Test
  void jsonThatDoesNotHoldIsRefused() {
    for (String model : List.of("[]", "{", "{\"version\":1}", "{\"type\":\"a\",\"version\":0}")) {
      SequencedMap<String, AtomicFile.Content> all = entries();
      all.put("model.json", text(model));
      Container.write(file, null, Format.MODEL, all);
      assertThat(problem()).as(model).isEqualTo(Problem.INVALID);
    }
    SequencedMap<String, AtomicFile.Content> all = entries();
    all.put("weights.safetensors", text("no tensors at all"));
    Container.write(file, null, Format.MODEL, all);
    assertThat(problem()).isEqualTo(Problem.INVALID);
  }

  // ---------------------------------------------------------------- writing

  @Test
  void aFailedWriteLeavesTheOldFileAndNothingElse() throws IOException {
    byte[] before = written();
    SequencedMap<String, AtomicFile.Content> contents = entries();
    int[] calls = {0};
    contents.put(
        "training.json",
        out -> {
          if (calls[0]++ > 0) {
            throw new IOException("No space left on device");
          }
          out.write('{');
        });
    ModelFileException e =
        catchThrowableOfType(
            ModelFileException.class, () -> Container.write(file, null, Format.MODEL, contents));
    assertThat(calls[0]).isEqualTo(2);
    assertThat(e.problem()).isEqualTo(Problem.UNWRITABLE);
    assertThat(e).hasMessageContaining("No space left on device");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void whatJsonCanNotHoldIsRefusedBeforeAnythingIsWritten() throws IOException {
    byte[] before = written();
    JsonObject pipeline = new JsonObject();
    JsonArray means = new JsonArray();
    means.add(1.5);
    means.add(Double.NaN);
    pipeline.add("mean", means);
    var archive = new ModelArchive(model(), new LinkedHashMap<>(), pipeline, new JsonObject());
    assertThatThrownBy(() -> ModelFile.write(file, archive))
        .isInstanceOf(JsonFormatException.class)
        .hasMessageContaining("pipeline.json.mean[1] expects a finite number");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void aFolderThatIsNotThereIsSaidSo() {
    Path lost = folder.resolve("no").resolve("model.timestep");
    assertThatThrownBy(() -> ModelFile.write(lost, archive(1)))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("does not exist");
  }

  // ---------------------------------------------------------------- taking up weights

  private static ModelArchive with(SequencedMap<String, Tensor> weights) {
    return new ModelArchive(model(), weights, new JsonObject(), new JsonObject());
  }

  private Sequential load(SequencedMap<String, Tensor> weights) {
    ModelFile.write(file, with(weights));
    return ModelFile.load(
        file,
        archive -> {
          Sequential built = network(1);
          archive.assignWeights(built);
          return built;
        });
  }

  @Test
  void weightsAreTakenUpByName() {
    Sequential loaded = load(archive(7).weights().reversed());
    network(7)
        .parameters()
        .forEach((n, p) -> assertThat(loaded.parameters().get(n).value()).isEqualTo(p.value()));
  }

  @Test
  void weightsThatDoNotFitAreNamed() {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>(archive(7).weights());
    Tensor kernel = weights.remove("1.dense.kernel");
    assertMisfit(weights, "missing are [1.dense.kernel]");
    weights.put("1.dense.kernels", kernel);
    assertMisfit(weights, "not expected are [1.dense.kernels]");
    weights.remove("1.dense.kernels");
    weights.put("1.dense.kernel", Tensor.zeros(1, 3));
    assertMisfit(weights, "1.dense.kernel expects [3, 1] and received [1, 3]");
  }

  private void assertMisfit(SequencedMap<String, Tensor> weights, String message) {
    ModelFileException e = catchThrowableOfType(ModelFileException.class, () -> load(weights));
    assertThat(e.problem()).isEqualTo(Problem.MISFIT);
    assertThat(e).hasMessageStartingWith(file.toString()).hasMessageContaining(message);
  }

  @Test
  void anotherTypeOrVersionOfModelIsSaid() {
    ModelFile.write(file, archive(7));
    assertThatThrownBy(() -> ModelFile.load(file, a -> a.fields("forecast", 1)))
        .hasMessageStartingWith(file + " is of the type \"test\"; \"forecast\" was expected");
    assertThatThrownBy(() -> ModelFile.load(file, a -> a.fields("test", 0)))
        .hasMessageContaining("as \"test\" version 1; this one reads up to 0");
    int version = ModelFile.load(file, a -> a.fields("test", 1).integer("version"));
    assertThat(version).isEqualTo(1);
    assertThatThrownBy(() -> ModelFile.load(file, a -> a.fields("test", 1).number("units")))
        .hasMessage(file + " cannot be used: model.json.units expects a number; received nothing.");
  }
}
