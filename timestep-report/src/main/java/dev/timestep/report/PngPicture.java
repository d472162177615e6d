package dev.timestep.report;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.renderer.NullPlatformSupport;
import com.github.weisj.jsvg.view.FloatSize;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/**
 * An SVG picture drawn as a PNG one, for programs that show no SVG. It has two pixels for each unit
 * of the SVG, so that it stays sharp on fine screens and in print, and a white background.
 *
 * <pre>{@code
 * Files.write(file, PngPicture.of(SvgPlot.of(plot, plot.views().getFirst())));
 * }</pre>
 */
public final class PngPicture {
  /** Pixels for each unit of the SVG, along each side. */
  public static final int SCALE = 2;

  private PngPicture() {}

  /**
   * Draws it.
   *
   * @param svg source of a picture that this package made
   * @return the bytes of a PNG file
   * @throws IOException where this Java cannot draw: it has no part {@code java.desktop}, or it
   *     finds no font
   * @throws IllegalArgumentException where {@code svg} is not the source of a picture
   */
  public static byte[] of(String svg) throws IOException {
    try {
      return drawn(svg);
    } catch (LinkageError | InternalError e) {
      // Both are what a Java without fonts, or without its graphics part, throws.
      throw new IOException(
          "This Java cannot draw text. On Linux, install a font and the library fontconfig ("
              + e.getMessage()
              + ").",
          e);
    }
  }

  private static byte[] drawn(String svg) throws IOException {
    SVGDocument document =
        svg.startsWith("<svg")
            ? new SVGLoader()
                .load(
                    new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)),
                    null,
                    LoaderContext.createDefault())
            : null;
    if (document == null) {
      throw new IllegalArgumentException(
          "PngPicture expects the source of an SVG picture; received "
              + svg.substring(0, Math.min(40, svg.length()))
              + ".");
    }
    FloatSize size = document.size();
    int width = Math.round(size.width * SCALE);
    int height = Math.round(size.height * SCALE);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      document.renderWithPlatform(
          NullPlatformSupport.INSTANCE, graphics, new ViewBox(0, 0, width, height));
    } finally {
      graphics.dispose();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}
