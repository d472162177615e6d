package dev.timestep.report;

import java.util.List;

/**
 * Norm of the gradient of each layer during training: a line that falls towards zero vanishes, one
 * that climbs explodes.
 *
 * @param layers one curve per layer, all of one length, a value per epoch
 */
public record GradientNorms(List<Layer> layers) {
  /**
   * One layer's curve.
   *
   * @param name the layer
   * @param norms L2 norm of its gradient, [epochs]
   */
  public record Layer(String name, Numbers norms) {
    /** Checks the name. */
    public Layer {
      Check.text("GradientNorms.Layer", "name", name);
    }
  }

  /** Checks that all curves are equally long. */
  public GradientNorms {
    layers = Check.notEmpty("GradientNorms", "layers", layers);
    int epochs = layers.getFirst().norms().size();
    for (Layer layer : layers) {
      Check.that(
          layer.norms().size() == epochs && epochs > 0,
          "GradientNorms expects %d epochs for each layer; received %d for %s.",
          epochs,
          layer.norms().size(),
          layer.name());
    }
  }
}
