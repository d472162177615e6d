package dev.timestep.nn;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.ActivationFunction;
import dev.timestep.nn.cell.ClippedLstmCell;
import dev.timestep.nn.cell.ClippedLstmConfig;
import dev.timestep.nn.cell.CoupledLstmCell;
import dev.timestep.nn.cell.CoupledLstmConfig;
import dev.timestep.nn.cell.GeneralGruCell;
import dev.timestep.nn.cell.GeneralGruConfig;
import dev.timestep.nn.cell.GeneralLstmCell;
import dev.timestep.nn.cell.GeneralLstmConfig;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.HiddenState;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.LayerNormGruCell;
import dev.timestep.nn.cell.LayerNormGruConfig;
import dev.timestep.nn.cell.LayerNormLstmCell;
import dev.timestep.nn.cell.LayerNormLstmConfig;
import dev.timestep.nn.cell.LstmState;
import dev.timestep.nn.cell.PeepholeLstmCell;
import dev.timestep.nn.cell.PeepholeLstmConfig;
import dev.timestep.nn.cell.ProjectedLstmCell;
import dev.timestep.nn.cell.ProjectedLstmConfig;
import dev.timestep.nn.cell.SimpleRnnCell;
import dev.timestep.nn.cell.SimpleRnnConfig;
import dev.timestep.testing.ReferenceActivations;
import dev.timestep.testing.ReferenceCell;
import dev.timestep.testing.ReferenceVariants;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The variants of the classic cells among the {@link CellCase}s. */
final class CellVariants {
  /** Large enough for a norm of two numbers to have a slope. */
  private static final float EPSILON = 0.1f;

  /** Small enough to be reached often. */
  private static final float CLIP = 0.3f;

  private CellVariants() {}

  static Stream<CellCase<?>> all() {
    return Stream.of(rnns(), lstms(), generalLstms(), grus()).flatMap(cases -> cases);
  }

  private static Stream<CellCase<?>> rnns() {
    return Stream.of(Activation.values())
        .skip(Activation.SIGMOID.ordinal() + 1)
        .map(
            activation ->
                new CellCase<HiddenState>(
                    "rnn " + activation.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    (f, h) ->
                        new SimpleRnnCell(
                            new SimpleRnnConfig(h, activation, true, Init.PYTORCH),
                            f,
                            new Random(5)),
                    ReferenceCell.simpleRnn(ReferenceActivations.of(activation.standard()))));
  }

  private static Stream<CellCase<?>> lstms() {
    return Stream.of(
        lstm(
            "peephole lstm",
            (f, h) -> new PeepholeLstmCell(PeepholeLstmConfig.of(h), f, new Random(5)),
            ReferenceVariants.peephole()),
        lstm(
            "peephole lstm, no bias",
            (f, h) -> new PeepholeLstmCell(PeepholeLstmConfig.of(h).bias(false), f, new Random(5)),
            ReferenceVariants.peephole()),
        lstm(
            "coupled lstm",
            (f, h) -> new CoupledLstmCell(CoupledLstmConfig.of(h), f, new Random(5)),
            ReferenceVariants.coupled()),
        lstm(
            "projected lstm",
            (f, h) -> new ProjectedLstmCell(ProjectedLstmConfig.of(h + 2, h), f, new Random(5)),
            ReferenceVariants.projected()),
        lstm(
            "layer norm lstm",
            (f, h) ->
                new LayerNormLstmCell(LayerNormLstmConfig.of(h).epsilon(EPSILON), f, new Random(5)),
            ReferenceVariants.layerNormLstm(EPSILON)),
        lstm(
            "clipped lstm",
            (f, h) -> new ClippedLstmCell(ClippedLstmConfig.of(h).clip(CLIP), f, new Random(5)),
            ReferenceVariants.clipped(CLIP)));
  }

  private static CellCase<LstmState> lstm(
      String name, CellCase.Build<LstmState> build, ReferenceCell reference) {
    return new CellCase<>(name, build, reference);
  }

  private static Stream<CellCase<?>> generalLstms() {
    return Stream.of(
        general("general lstm", config -> config),
        general("general lstm, clip", config -> config.clip(CLIP)),
        general("general lstm, coupled", config -> config.coupled(true)),
        general(
            "general lstm, coupled, peepholes, clip, no bias",
            config -> config.coupled(true).peepholes(true).clip(CLIP).bias(false)),
        general(
            "general lstm, peepholes, hard sigmoid, softsign, scaled tanh",
            config ->
                config
                    .peepholes(true)
                    .activations(
                        Activation.HARD_SIGMOID.with(0.2f, 0.5f),
                        Activation.SOFTSIGN.standard(),
                        Activation.TANH.with(1.7f, 0.6f))),
        general(
            "general lstm, silu, gelu",
            config ->
                config.activations(
                    Activation.SIGMOID.standard(),
                    Activation.SILU.standard(),
                    Activation.GELU.standard())));
  }

  private static CellCase<LstmState> general(
      String name, UnaryOperator<GeneralLstmConfig> settings) {
    return lstm(
        name,
        (f, h) -> new GeneralLstmCell(settings.apply(GeneralLstmConfig.of(h)), f, new Random(5)),
        ReferenceVariants.generalLstm(settings.apply(GeneralLstmConfig.of(1))));
  }

  private static Stream<CellCase<?>> grus() {
    ActivationFunction hard = Activation.HARD_SIGMOID.standard();
    ActivationFunction elu = Activation.ELU.with(0.7f);
    return Stream.of(
        new CellCase<HiddenState>(
            "layer norm gru",
            (f, h) ->
                new LayerNormGruCell(LayerNormGruConfig.of(h).epsilon(EPSILON), f, new Random(5)),
            ReferenceVariants.layerNormGru(EPSILON)),
        general("general gru", GruConfig.Form.RESET_AFTER, config -> config),
        general("general gru before", GruConfig.Form.RESET_BEFORE, config -> config),
        general(
            "general gru, hard sigmoid, elu, clip",
            GruConfig.Form.RESET_AFTER,
            config -> config.activations(hard, elu).clip(CLIP)),
        general(
            "general gru before, hard sigmoid, elu, clip, no bias",
            GruConfig.Form.RESET_BEFORE,
            config -> config.activations(hard, elu).clip(CLIP).bias(false)));
  }

  private static CellCase<HiddenState> general(
      String name, GruConfig.Form form, UnaryOperator<GeneralGruConfig> settings) {
    UnaryOperator<GeneralGruConfig> all = config -> settings.apply(config.form(form));
    return new CellCase<>(
        name,
        (f, h) -> new GeneralGruCell(all.apply(GeneralGruConfig.of(h)), f, new Random(5)),
        ReferenceVariants.generalGru(all.apply(GeneralGruConfig.of(1))));
  }
}
