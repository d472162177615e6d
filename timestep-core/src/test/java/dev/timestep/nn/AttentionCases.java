package dev.timestep.nn;

import static dev.timestep.testing.ReferenceAttention.ALL;
import static dev.timestep.testing.ReferenceAttention.causal;
import static dev.timestep.testing.ReferenceAttention.multiHeadLayer;
import static dev.timestep.testing.ReferenceAttention.poolingLayer;

import dev.timestep.testing.ReferenceAttention;
import dev.timestep.testing.ReferenceCell;
import dev.timestep.testing.ReferenceLayer;
import java.util.List;
import java.util.stream.Stream;

/** The layers with attention, each as a layer of a model. */
final class AttentionCases {
  private AttentionCases() {}

  static Stream<LayerCase> all() {
    return Stream.of(overAllSteps(), causalOnes(), models()).flatMap(cases -> cases);
  }

  /** They look at later steps too, so they cannot run in a session. */
  private static Stream<LayerCase> overAllSteps() {
    return Stream.of(
        new LayerCase(
            "additive attention over all steps",
            3,
            Layers.additiveAttention(4),
            ReferenceAttention.additiveLayer()),
        new LayerCase(
            "dot attention over all steps",
            3,
            Layers.dotAttention(),
            ReferenceAttention.dotLayer(1)),
        new LayerCase(
            "dot attention over all steps, scaled",
            5,
            Layers.dotAttention().scale(AttentionScale.ROOT),
            ReferenceAttention.dotLayer(1 / Math.sqrt(5))),
        new LayerCase(
            "dot attention over all steps, learned scale",
            1,
            Layers.dotAttention().scale(AttentionScale.LEARNED),
            ReferenceAttention.dotLayer(1)),
        new LayerCase(
            "general attention over all steps",
            3,
            Layers.generalAttention(),
            ReferenceAttention.generalLayer(1)),
        new LayerCase(
            "general attention over all steps, scaled",
            3,
            Layers.generalAttention().scaled(true),
            ReferenceAttention.generalLayer(1 / Math.sqrt(3))),
        new LayerCase(
            "multi-head attention over all steps",
            3,
            Layers.multiHeadAttention(6, 2),
            multiHeadLayer(6, 2, ALL)),
        new LayerCase(
            "multi-head attention over all steps, no bias, dropout off, F=H=1",
            1,
            Layers.multiHeadAttention(1, 1).bias(false).dropout(0.5),
            multiHeadLayer(1, 1, ALL)),
        new LayerCase(
            "causal attention over all steps before",
            4,
            Layers.multiHeadAttention(3, 3).asCausal(),
            multiHeadLayer(3, 3, causal(0))));
  }

  private static Stream<LayerCase> causalOnes() {
    return Stream.of(
        new LayerCase(
            "causal attention, context 2",
            4,
            Layers.multiHeadAttention(6, 3).context(2),
            multiHeadLayer(6, 3, causal(2))),
        new LayerCase(
            "causal attention, context 5, no bias",
            3,
            Layers.multiHeadAttention(5, 1).context(5).bias(false),
            multiHeadLayer(5, 1, causal(5))),
        new LayerCase(
            "causal attention, context 1",
            3,
            Layers.multiHeadAttention(4, 2).context(1),
            multiHeadLayer(4, 2, causal(1))),
        new LayerCase("attention pooling", 3, Layers.attentionPooling(4), poolingLayer()),
        new LayerCase("attention pooling, F=H=1", 1, Layers.attentionPooling(1), poolingLayer()));
  }

  private static Stream<LayerCase> models() {
    return Stream.of(
        new LayerCase(
            "classifier with attention",
            3,
            LayerCase.model(
                Layers.multiHeadAttention(4, 2),
                Layers.gru(4).sequences(),
                Layers.attentionPooling(3),
                Layers.dense(2)),
            ReferenceLayer.chain(
                List.of("0.multi_head_attention", "1.gru", "2.attention_pooling", "3.dense"),
                multiHeadLayer(4, 2, ALL),
                ReferenceLayer.recurrent(ReferenceCell.gru(), 4, 1, true, false),
                poolingLayer(),
                ReferenceLayer.dense(x -> x))));
  }
}
