package io.millwright.alerts.notification.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.alerts.notification.delivery.Answer.Accepted;
import io.millwright.alerts.notification.delivery.Answer.Later;
import io.millwright.alerts.notification.delivery.Answer.Refused;
import io.millwright.contracts.codec.CloudEventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the vendors of webhooks want to read, how much of it, and how they say that they have it.
 */
public enum WebhookForm {
  /** Incoming webhook; a section takes 3000 characters, the answer is {@code ok}. */
  SLACK(3000, Size.CHARACTERS, "\n") {
    @Override
    Answer judge(int status, String body) {
      return body.strip().equals("ok") ? new Accepted("ok") : new Refused(body);
    }
  },
  /** Workflow with an Adaptive Card; a message takes about 28 KB, of which we leave the frame. */
  TEAMS(20_000, Size.BYTES, "\n\n") {
    @Override
    Answer judge(int status, String body) {
      // The connectors before workflows say 200 and then that they failed, and with which status.
      if (!body.contains("failed with error")) {
        return new Accepted("" + status);
      }
      Matcher embedded = EMBEDDED_STATUS.matcher(body);
      return embedded.find() && isForGood(Integer.parseInt(embedded.group(1)))
          ? new Refused(body)
          : Later.of(body);
    }
  },
  /** Custom robot, Markdown; 20 messages a minute, then none for ten minutes. The size is ours. */
  DINGTALK(16_000, Size.BYTES, "\n\n") {
    @Override
    Answer judge(int status, String body) {
      return errcode(body, Set.of(-1, 130101), Duration.ofMinutes(10));
    }
  },
  /** Group robot, Markdown of at most 4096 bytes; 20 messages a minute. */
  WECOM(4000, Size.BYTES, "\n") {
    @Override
    Answer judge(int status, String body) {
      return errcode(body, Set.of(-1, 45009), Duration.ofMinutes(1));
    }
  },
  /** The notification as JSON, with its id as {@code Idempotency-Key}. */
  GENERIC(1_000_000, Size.BYTES, "\n") {
    @Override
    Answer judge(int status, String body) {
      return new Accepted("" + status);
    }
  };

  private enum Size {
    CHARACTERS,
    BYTES
  }

  private static final Pattern EMBEDDED_STATUS = Pattern.compile("HTTP error (\\d{3})\\b");
  private static final String SHORTENED = "\n… (shortened)";

  private final int most;
  private final Size size;
  private final String lineBreak;

  WebhookForm(int most, Size size, String lineBreak) {
    this.most = most;
    this.size = size;
    this.lineBreak = lineBreak;
  }

  /** What an answer in the 200s means. */
  abstract Answer judge(int status, String body);

  /** Whether a status that is no success would be the same if it was asked for again. */
  static boolean isForGood(int status) {
    return status < 500 && status != 408 && status != 425 && status != 429;
  }

  /** DingTalk and WeCom say 200 whatever happened, and what happened in the body. */
  private static Answer errcode(String body, Set<Integer> passing, Duration pause) {
    JsonNode code;
    try {
      JsonNode answer = CloudEventCodec.JSON.readTree(body);
      code = answer == null ? null : answer.get("errcode");
    } catch (JsonProcessingException e) {
      return new Refused("no JSON: " + body);
    }
    if (code == null || !code.isInt()) {
      return new Refused("no errcode: " + body);
    }
    if (code.asInt() == 0) {
      return new Accepted(body);
    }
    return passing.contains(code.asInt()) ? new Later(body, pause) : new Refused(body);
  }

  /**
   * A text as this form may carry it: what would be markup is replaced by look-alikes, so that a
   * name can neither mention people nor hide a link, and what is too long ends with a note.
   */
  String fit(String text) {
    String plain = this == GENERIC ? text : unmarked(text);
    if (this != GENERIC) {
      plain = plain.replace("\n", lineBreak);
    }
    if (length(plain) <= most) {
      return plain;
    }
    int end = plain.length();
    while (length(plain.substring(0, end)) + length(SHORTENED) > most) {
      int over = length(plain.substring(0, end)) + length(SHORTENED) - most;
      end -= Math.max(1, over / 3);
      if (Character.isLowSurrogate(plain.charAt(end))) {
        end--;
      }
    }
    return plain.substring(0, end) + SHORTENED;
  }

  private String unmarked(String text) {
    if (this == SLACK) {
      return text; // its template asks for plain text
    }
    return text.replace('<', '＜')
        .replace('>', '＞')
        .replace('[', '［')
        .replace(']', '］')
        .replace('*', '＊')
        .replace('`', '＇');
  }

  private int length(String text) {
    return size == Size.CHARACTERS ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
  }
}
