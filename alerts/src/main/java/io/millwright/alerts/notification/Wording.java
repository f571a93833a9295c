package io.millwright.alerts.notification;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.millwright.alerts.notification.Held.Why;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.notification.Notification;
import io.millwright.contracts.notification.Notification.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts news into words. Whatever comes from elsewhere (names, reasons) is cut to one line without
 * control characters first, and escaped in HTML.
 */
final class Wording {
  /** Of a subject, in characters: mail programs show about as much. */
  private static final int SUBJECT = 140;

  private static final int VALUE = 600;

  /** Lines of a message about many things; the rest is counted. */
  static final int LINES = 100;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm z", Locale.ENGLISH);

  private final @Nullable String console;
  private final Template text = template("message.txt.mustache", false);
  private final Template html = template("message.html.mustache", true);

  private record Fact(String label, String value) {}

  Wording(@Nullable URI console) {
    this.console = console == null ? null : console.toString().replaceAll("/+$", "");
  }

  /**
   * A message about one thing, on each of the recipient's channels.
   *
   * @param waited how long nobody has done anything about it, for an escalation
   */
  List<Notification> single(
      Recipient r, Kind kind, News news, String step, Duration waited, Instant now) {
    String heading = heading(kind, news, waited);
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Priority", news.priority().name()));
    facts.add(new Fact("Asset", clean(name(news), VALUE)));
    if (!news.path().isEmpty()) {
      facts.add(new Fact("Place", clean(String.join(" / ", news.path()), VALUE)));
    }
    facts.add(new Fact("Since", time(news.since(), r)));
    facts.add(new Fact("Reason", clean(news.reason(), VALUE)));
    if (news.action() != null && kind != Kind.ALL_CLEAR) {
      facts.add(new Fact("Recommended", clean(news.action(), VALUE)));
    }
    if (news.dueBy() != null && kind != Kind.ALL_CLEAR) {
      facts.add(new Fact("Due by", time(news.dueBy(), r)));
    }
    if (news.origin() != Origin.MEASURED) {
      facts.add(new Fact("Origin", words(news.origin()) + " telemetry, not live"));
    }
    return letters(
        r,
        news.key() + "/" + r.name() + "/" + step,
        kind,
        news.priority(),
        "[" + news.priority() + "] " + heading + ": " + news.assetName() + ": " + news.reason(),
        heading,
        facts,
        List.of(),
        "",
        link(news.assetId()),
        news.basis(),
        List.of(news.about()),
        now);
  }

  /**
   * One message about many things.
   *
   * @param kept the most urgent first; not empty
   * @param noteOn what has become of something since; empty if nothing
   */
  List<Notification> together(
      Recipient r,
      Why why,
      List<Held> kept,
      Function<News, String> noteOn,
      FloodRule flood,
      Instant now) {
    int count = kept.stream().mapToInt(h -> 1 + h.more()).sum();
    String what = count + (count == 1 ? " notice" : " notices");
    String heading =
        switch (why) {
          case DIGEST -> "Digest: " + what;
          case QUIET -> "After your quiet hours: " + what;
          case FLOOD ->
              count
                  + " more "
                  + (count == 1 ? "notice" : "notices")
                  + " within "
                  + words(flood.window());
        };
    List<String> lines =
        kept.stream().limit(LINES).map(h -> line(h, noteOn.apply(h.news()), r)).toList();
    int more = count - lines.size();
    Priority highest = kept.get(0).news().priority();
    String keys = kept.stream().map(Held::key).collect(Collectors.joining("\n"));
    return letters(
        r,
        "%s/%s@%s#%s"
            .formatted(
                r.name(),
                why.name().toLowerCase(Locale.ROOT),
                kept.stream().map(Held::due).max(Comparator.naturalOrder()).orElseThrow(),
                UUID.nameUUIDFromBytes(keys.getBytes(StandardCharsets.UTF_8))),
        why == Why.FLOOD ? Kind.ROLL_UP : Kind.DIGEST,
        highest,
        "[" + highest + "] " + heading + " (" + split(kept) + ")",
        heading,
        List.of(),
        lines,
        more > 0 ? "and " + more + " more" + (console == null ? "" : "; see " + console) : "",
        console,
        null,
        kept.stream().limit(LINES).map(h -> h.news().about()).distinct().toList(),
        now);
  }

  /** A message that only tries the channels. */
  List<Notification> test(Recipient r, String id, Instant now) {
    return letters(
        r,
        id + "/" + r.name(),
        Kind.TEST,
        Priority.LOW,
        "Test of notifications to " + r.name(),
        "This is a test; nothing has happened",
        List.of(),
        List.of(),
        "",
        console,
        null,
        List.of(),
        now);
  }

  private List<Notification> letters(
      Recipient r,
      String id,
      Kind kind,
      Priority priority,
      String subject,
      String heading,
      List<Fact> facts,
      List<String> lines,
      String more,
      @Nullable String link,
      @Nullable String basis,
      List<String> about,
      Instant now) {
    Map<String, Object> page = new HashMap<>();
    page.put("heading", clean(heading, VALUE));
    page.put("facts", facts);
    page.put("lines", lines);
    page.put("hasFacts", !facts.isEmpty());
    page.put("hasLines", !lines.isEmpty());
    page.put("more", more);
    page.put("link", link == null ? "" : link);
    page.put("basis", basis == null ? "" : clean(basis, VALUE));
    page.put("id", clean(id, VALUE));
    String asText = text.execute(page);
    String asHtml = html.execute(page);
    return r.addresses().entrySet().stream()
        .map(
            to ->
                new Notification(
                    clean(id, Integer.MAX_VALUE)
                        + "/"
                        + to.getKey().name().toLowerCase(Locale.ROOT),
                    kind,
                    r.name(),
                    to.getKey(),
                    to.getValue(),
                    priority,
                    clean(subject, SUBJECT),
                    asText,
                    asHtml,
                    link,
                    about,
                    now))
        .toList();
  }

  private static String heading(Kind kind, News news, Duration waited) {
    return switch (kind) {
      case ESCALATION ->
          (news.kind() == NewsKind.WORK_ORDER ? "Not decided for " : "Not acknowledged for ")
              + words(waited);
      case ALL_CLEAR -> "Over";
      case ALERT -> "Alert";
      case WORK_ORDER -> "Work order";
      default -> "Alarm";
    };
  }

  private static String line(Held h, String note, Recipient r) {
    News n = h.news();
    String state =
        h.kind() == Kind.ESCALATION ? "not acknowledged" : h.kind() == Kind.ALL_CLEAR ? "over" : "";
    String notes =
        Stream.of(state, note)
            .filter(s -> !s.isEmpty())
            .distinct()
            .collect(Collectors.joining(", "));
    return clean(
        "[%s] %s: %s, since %s%s"
            .formatted(
                n.priority(),
                name(n),
                n.reason(),
                time(n.since(), r),
                notes.isEmpty() ? "" : " (" + notes + ")"),
        VALUE);
  }

  /** How many of which priority, the highest first. */
  private static String split(List<Held> kept) {
    Map<Priority, Long> counts =
        kept.stream()
            .collect(Collectors.groupingBy(h -> h.news().priority(), Collectors.counting()));
    return Stream.of(Priority.values())
        .sorted(Comparator.reverseOrder())
        .filter(counts::containsKey)
        .map(p -> counts.get(p) + " " + p)
        .collect(Collectors.joining(", "));
  }

  private static String name(News n) {
    return n.assetName().equals(n.assetId().value())
        ? n.assetName()
        : n.assetName() + " (" + n.assetId() + ")";
  }

  private @Nullable String link(AssetId asset) {
    return console == null
        ? null
        : console
            + "/#/asset/"
            + URLEncoder.encode(asset.value(), StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String time(Instant time, Recipient r) {
    return TIME.format(time.atZone(r.zone()));
  }

  private static String words(Origin origin) {
    return origin.name().toLowerCase(Locale.ROOT);
  }

  private static String words(Duration d) {
    return d.toMinutes() < 1
        ? d.toSeconds() + " s"
        : d.toMinutes() < 120 ? d.toMinutes() + " min" : d.toHours() + " h";
  }

  /** One line of no more than some characters, without what steers a terminal or turns writing. */
  private static String clean(String text, int most) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), most));
    int[] points =
        text.codePoints()
            .map(c -> Character.isWhitespace(c) || Character.isISOControl(c) ? ' ' : c)
            .filter(c -> Character.getType(c) != Character.FORMAT)
            .filter(c -> Character.getType(c) != Character.SURROGATE)
            .limit(most)
            .toArray();
    for (int c : points) {
      line.appendCodePoint(c);
    }
    if (points.length == most && text.codePointCount(0, text.length()) > most) {
      line.setLength(line.offsetByCodePoints(line.length(), -1));
      line.append('…');
    }
    return line.toString().strip();
  }

  private static Template template(String name, boolean escaped) {
    try (InputStream file = Wording.class.getResourceAsStream(name)) {
      String source =
          new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
      return Mustache.compiler().escapeHTML(escaped).emptyStringIsFalse(true).compile(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
