package dev.timestep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Opens pages in a headless Chromium, where the machine has one, and tells what scripts of a test
 * said in them. A page fails that reports an error or does not run its own scripts to their end.
 */
final class Browser {
  /** Milliseconds of virtual time: it passes at once where nothing is left to do. */
  private static final int TIME = 5000;

  private static final Pattern SAID =
      Pattern.compile("<p class=\"said\">(.*?)</p>", Pattern.DOTALL);

  /** Errors that a page would only show in its console. */
  private static final String WATCH =
      """
      <head><script>
      {
        const note = error => document.documentElement.setAttribute('data-error', String(error));
        addEventListener('error', e => note(e.message));
        addEventListener('unhandledrejection', e => note(e.reason));
        addEventListener('securitypolicyviolation', e => note(e.violatedDirective));
        console.error = console.warn = note;
      }
      </script>
      """;

  private final String program;
  private final Path folder;

  private Browser(String program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /**
   * The machine's browser; the test is skipped where there is none. Some installed ones cannot
   * start or read files here; that says nothing about the page.
   */
  static Browser find(Path folder) throws IOException, InterruptedException {
    Optional<String> found = onPath();
    Assumptions.assumeTrue(found.isPresent(), "no Chromium or Chrome on the PATH");
    Browser browser = new Browser(found.orElseThrow(), folder);
    Path probe = folder.resolve("probe.html");
    Files.writeString(probe, "<p id=probe></p><script>probe.textContent = 6 * 7</script>");
    Assumptions.assumeTrue(
        browser.dump(probe, "UTC", TIME).contains(">42<"), browser.program + " does not work here");
    return browser;
  }

  private static Optional<String> onPath() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(dir -> Path.of(dir, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  /** Opens a page in the given zone and returns what the script said with {@code say}. */
  List<String> open(ForecastReport report, int figures, String script, String zone)
      throws IOException, InterruptedException {
    return open(report, figures, script, zone, TIME);
  }

  /**
   * The same for a script that waits for frames. Where the machine is busy none may come before the
   * browser's time is up, and nothing is said; then the page is opened again.
   */
  List<String> openForFrames(ForecastReport report, int figures, String script)
      throws IOException, InterruptedException {
    List<String> said = List.of();
    for (int times = 1; times <= 4 && said.isEmpty(); times++) {
      said = open(report, figures, script, "UTC", 4 * times * TIME);
    }
    return said;
  }

  private List<String> open(
      ForecastReport report, int figures, String script, String zone, int time)
      throws IOException, InterruptedException {
    Path file = folder.resolve("page.html");
    Files.writeString(file, page(report, "document", script));
    String document = dump(file, zone, time);
    assertThat(document).as("document of %s", program).contains("<head>");
    String root = document.substring(0, document.indexOf("<head>"));
    assertThat(root).contains("data-ready=\"" + figures + "\"").doesNotContain("data-error");
    return said(document);
  }

  /**
   * Opens a page in a frame of each width, in CSS pixels, and returns what the script said in all
   * of them. A frame may be narrower than the narrowest window of a browser.
   */
  List<String> openAt(List<Integer> widths, ForecastReport report, String script)
      throws IOException, InterruptedException {
    String check =
        """
        const root = document.documentElement;
        if (root.dataset.error) say('error: ' + root.dataset.error);
        if (!root.dataset.ready) say('the scripts of the page did not run to their end');
        """;
    String source = Html.text(page(report, "parent.document", check + script)).markup();
    StringBuilder outer = new StringBuilder("<!DOCTYPE html><meta charset=\"utf-8\"><body>");
    for (int width : widths) {
      outer.append("<iframe style=\"border:0;height:900px;width:").append(width);
      outer.append("px\" srcdoc=\"").append(source).append("\"></iframe>\n");
    }
    Path file = folder.resolve("frames.html");
    Files.writeString(file, outer);
    return said(dump(file, "UTC", TIME));
  }

  private static String page(ForecastReport report, String document, String script) {
    String more =
        "<script>{const say = text => { const p = DOCUMENT.createElement('p'); p.className ="
            + " 'said'; p.textContent = text; DOCUMENT.body.append(p); };\n";
    return ForecastPage.render(report)
        .replace("<head>", WATCH)
        .replace("</body>", more.replace("DOCUMENT", document) + script + "}</script></body>");
  }

  private static List<String> said(String document) {
    return SAID.matcher(document)
        .results()
        .map(result -> result.group(1).replace("&amp;", "&"))
        .toList();
  }

  /** The document after its scripts have run; empty where the browser failed. */
  private String dump(Path file, String zone, int time) throws IOException, InterruptedException {
    Path output = folder.resolve("dom.html");
    List<String> command = new ArrayList<>();
    command.addAll(List.of(program, "--headless", "--no-sandbox", "--disable-gpu"));
    // Not in the temporary folder: late writes must not disturb its removal.
    command.add("--user-data-dir=" + Path.of("target", "browser-profile").toAbsolutePath());
    command.addAll(List.of("--virtual-time-budget=" + time, "--dump-dom", file.toUri().toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("TZ", zone);
    Process process = builder.start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    return process.exitValue() == 0 ? Files.readString(output, StandardCharsets.UTF_8) : "";
  }
}
