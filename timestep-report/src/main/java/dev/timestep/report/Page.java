package dev.timestep.report;

import dev.timestep.io.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The frame of every report page: head, style, navigation, sections, scripts. All that the page
 * needs is inside it; its content security policy forbids every request.
 *
 * <pre>{@code
 * String html = new Page("Sensor 7: anomalies")
 *     .lead(Html.of("<p>{}</p>", "Two stretches look unusual."))
 *     .section("data", "The data", table.render())
 *     .render();
 * Page.write(html, Path.of("report.html"));
 * }</pre>
 */
public final class Page {
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

  private final String title;
  private Html lead = Html.NOTHING;
  private final List<Html> links = new ArrayList<>();
  private final List<Html> sections = new ArrayList<>();
  private final List<String> scripts = new ArrayList<>();

  /** A page with the given title. */
  public Page(String title) {
    this.title = Check.text("Page", "title", title);
  }

  /** Sets the content between the title and the first section. */
  public Page lead(Html markup) {
    lead = markup;
    return this;
  }

  /**
   * Adds a section and its entry in the navigation.
   *
   * @param id its anchor, a plain word
   * @param heading its heading, also the text of the link
   * @param body its content
   */
  public Page section(String id, String heading, Html body) {
    Check.that(id.matches("[a-z-]+"), "Page expects a plain word as id; received '%s'.", id);
    links.add(Html.of("<li><a href=\"#{}\">{}</a></li>\n", id, heading));
    sections.add(
        Html.of(
            """
            <section id="{}" aria-labelledby="{}-heading">
            <h2 id="{}-heading">{}</h2>
            {}
            </section>
            """,
            id,
            id,
            id,
            heading,
            body));
    return this;
  }

  /**
   * Adds a script of this module that draws a further kind of figure, for example "forecast.js".
   */
  Page script(String asset) {
    scripts.add(Assets.text(asset));
    return this;
  }

  /** The whole page. */
  public String render() {
    return Html.of(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <meta name="generator" content="Timestep">
            <title>{}</title>
            <link rel="icon" href="data:,">
            <style>{}</style>
            <style>{}</style>
            </head>
            <body>
            <a class="skip" href="#main">Skip to the content</a>
            <header>
            <p class="brand">Timestep report</p>
            <h1>{}</h1>
            {}
            </header>
            <nav aria-label="Sections"><ul>
            {}</ul></nav>
            <main id="main">
            <noscript><p class="note">The plots need JavaScript, which is switched off here. \
            All figures and tables can be read without it.</p></noscript>
            {}</main>
            <footer><p>Made by Timestep. This page is self-contained: it loads nothing and \
            sends nothing. Plots are drawn by uPlot (MIT licence, in the page's source).</p></footer>
            {}
            </body>
            </html>
            """,
            new Html(POLICY),
            title,
            new Html(Assets.text("uplot/uPlot.min.css")),
            new Html(Assets.text("page.css")),
            title,
            lead,
            links,
            sections,
            scriptElements())
        .markup();
  }

  private List<Html> scriptElements() {
    List<String> sources = new ArrayList<>();
    sources.add(
        "/*\n" + Assets.text("uplot/LICENSE") + "\n*/\n" + Assets.text("uplot/uPlot.iife.min.js"));
    for (String asset : List.of("numbers.js", "times.js", "plots.js", "copy.js")) {
      sources.add(Assets.text(asset));
    }
    sources.addAll(scripts);
    sources.add("Timestep.start();");
    return sources.stream()
        .map(source -> Html.of("<script>{}</script>\n", new Html(source)))
        .toList();
  }

  /**
   * Writes a page to a file: aside first, then moved into place, so that no reader finds half of it
   * and an older report stays whole until the new one is.
   *
   * @throws NoSuchFileException where the folder is not there
   * @throws IOException where the file cannot be written; no part of it is left behind
   */
  public static void write(String html, Path file) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new NoSuchFileException(
          file.toString(),
          null,
          "the report's folder does not exist; create it or name another file");
    }
    if (Files.isDirectory(target)) {
      throw new IOException(file + " is a folder; name a file for the report");
    }
    AtomicFile.replace(target, out -> out.write(html.getBytes(StandardCharsets.UTF_8)));
  }
}
