package dev.timestep.io.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.timestep.autograd.Module;
import dev.timestep.autograd.Parameter;
import dev.timestep.nn.Layers;
import dev.timestep.nn.RecurrentConfig;
import dev.timestep.nn.Sequential;
import dev.timestep.nn.cell.ConvLstmConfig;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.graph.Graph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of every kind of model, cut, flipped and with other sizes: refused in clear words. */
class HostileModelTest {
  /** Of each model; some twenty models are looked at. */
  private static final int CUTS = 10;

  private static final int FLIPS = 25;
  private static final List<Integer> SIZES = List.of(1 << 30, Integer.MAX_VALUE, -1);

  @TempDir Path folder;
  private final Random random = new Random(6);

  /** One model or more with each record of settings. */
  private static List<Module> models() {
    Set<Class<?>> seen = new HashSet<>();
    List<Module> models = new ArrayList<>();
    for (long seed = 1; seed <= 120; seed++) {
      Sequential model = new RandomModels(seed).model();
      int before = seen.size();
      model.configs().forEach(config -> Kinds.add(config, seen));
      if (seen.size() > before) {
        models.add(model);
      }
    }
    for (long seed = 1; seed <= 3; seed++) {
      models.add(new RandomModels(seed).graph());
    }
    assertThat(seen).containsAll(ConfigRegistry.standard().records().toList());
    return models;
  }

  private Path save(Module model) {
    Path file = folder.resolve("model.timestep");
    if (model instanceof Graph graph) {
      GraphModels.save(file, graph);
    } else {
      SequentialModels.save(file, (Sequential) model);
    }
    return file;
  }

  /** What the file gives: the model, or a refusal that names it. Anything else fails the test. */
  private static void load(Path file, Module saved, String what) {
    Module loaded;
    try {
      loaded =
          saved instanceof Graph
              ? GraphModels.load(file).model()
              : SequentialModels.load(file).model();
    } catch (ModelFileException refused) {
      assertThat(refused).as(what).hasMessageStartingWith(file.toString());
      return;
    } catch (RuntimeException | Error e) {
      throw new AssertionError(what + " of " + saved, e);
    }
    assertThat(loaded.parameters().keySet()).as(what).isEqualTo(saved.parameters().keySet());
    for (String name : saved.parameters().keySet()) {
      Parameter one = saved.parameters().get(name);
      assertThat(loaded.parameters().get(name).value()).as(what).isEqualTo(one.value());
    }
  }

  @Test
  void bytesThatAreMissingOrFlippedAreRefused() throws IOException {
    Path broken = folder.resolve("broken.timestep");
    for (Module model : models()) {
      byte[] all = Files.readAllBytes(save(model));
      for (int cut = 0; cut < CUTS; cut++) {
        int length = (int) ((long) all.length * cut / CUTS);
        Files.write(broken, Arrays.copyOf(all, length));
        load(broken, model, "the first " + length + " bytes");
      }
      for (int flip = 0; flip < FLIPS; flip++) {
        byte[] copy = all.clone();
        int at = random.nextInt(all.length);
        copy[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(broken, copy);
        load(broken, model, "byte " + at + " flipped");
      }
    }
  }

  // ---------------------------------------------------------------- sizes

  /** A whole number of the architecture: where it is, by the object or array that has it. */
  private record Place(JsonElement in, String name, int at) {
    static void all(JsonElement in, List<Place> places) {
      if (in instanceof JsonObject object) {
        for (String name : List.copyOf(object.keySet())) {
          add(new Place(in, name, 0), places);
        }
      } else if (in instanceof JsonArray array) {
        for (int at = 0; at < array.size(); at++) {
          add(new Place(in, "", at), places);
        }
      }
    }

    private static void add(Place place, List<Place> places) {
      JsonElement value = place.get();
      if (value instanceof JsonPrimitive one && one.isNumber() && !one.toString().contains(".")) {
        places.add(place);
      }
      all(value, places);
    }

    JsonElement get() {
      return in instanceof JsonObject object ? object.get(name) : in.getAsJsonArray().get(at);
    }

    void set(JsonElement value) {
      if (in instanceof JsonObject object) {
        object.add(name, value);
      } else {
        in.getAsJsonArray().set(at, value);
      }
    }
  }

  private void checkSizes(Module model) {
    Path file = save(model);
    ModelArchive archive = ModelFile.read(file);
    JsonObject json = archive.model();
    List<Place> places = new ArrayList<>();
    Place.all(json, places);
    assertThat(places).isNotEmpty();
    for (Place place : places) {
      JsonElement before = place.get();
      for (int size : SIZES) {
        place.set(new JsonPrimitive(size));
        if (json.get("version").getAsInt() < 1) {
          continue; // not written at all
        }
        build(
            new ModelArchive(json, archive.weights(), archive.pipeline(), archive.training()),
            model,
            place.name + " = " + size);
      }
      place.set(before);
    }
  }

  /** What {@link ModelFile#load} would do, without the disk. */
  private static void build(ModelArchive archive, Module saved, String what) {
    ConfigRegistry registry = ConfigRegistry.standard();
    Module built;
    try {
      built =
          saved instanceof Graph
              ? GraphModels.of(archive, registry)
              : SequentialModels.of(archive, registry);
    } catch (IllegalArgumentException refused) {
      assertThat(refused).as(what).hasMessageContaining(" ");
      return;
    } catch (RuntimeException | Error e) {
      throw new AssertionError(what + " of " + saved, e);
    }
    assertThat(built.parameters().keySet()).as(what).isEqualTo(saved.parameters().keySet());
  }

  @Test
  void sizesThatAreNotThoseOfTheWeightsAreRefused() {
    models().forEach(this::checkSizes);
  }

  @Test
  void sizesOfOtherLayersAndGraphsAreRefusedToo() {
    checkSizes(Sequential.of(16, 1, RecurrentConfig.of(ConvLstmConfig.of(4, 4, 2, 3))));
    checkSizes(
        Graph.builder()
            .sequence("x", 3)
            .layer("norm", Layers.batchNorm(), "x")
            .layer("read", Layers.gru(4).layers(2), "norm")
            .output("read")
            .build(1));
    checkSizes(Sequential.of(3, 1, Layers.stack(LstmConfig.of(4)).residual()));
  }
}
