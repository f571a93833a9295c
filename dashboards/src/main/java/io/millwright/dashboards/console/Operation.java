package io.millwright.dashboards.console;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.millwright.runtime.access.Permission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the API: how it is asked, what it answers, and what does it.
 *
 * @param method GET or POST
 * @param path as the server routes it; {@code <name>} is a parameter that may hold slashes
 * @param summary one line for people
 * @param parameters of the path and the query
 * @param body type of the body; null for none
 * @param answer type of the answer, or of its elements
 * @param many whether it answers a list
 * @param status of success
 * @param contentType of the answer
 * @param permissions any of which is needed; none for what every reader may
 * @param handler makes the answer: what becomes JSON, a {@link PreparedAnswer} or bytes of the
 *     content type; throws {@link Problem.Exception}
 */
record Operation(
    HandlerType method,
    String path,
    String summary,
    List<Parameter> parameters,
    @Nullable Class<?> body,
    Class<?> answer,
    boolean many,
    int status,
    String contentType,
    List<Permission> permissions,
    Function<Context, ?> handler) {
  static final String JSON = "application/json";

  Operation {
    parameters = List.copyOf(parameters);
    permissions = List.copyOf(permissions);
  }

  /**
   * A parameter of the path or the query.
   *
   * @param name as it is written
   * @param type String, Integer, Instant or an enum
   * @param required whether a request without it is refused
   * @param description one line for people
   */
  record Parameter(String name, Class<?> type, boolean required, String description) {
    static final Parameter ASSET = required("asset", "id of the machine");
    static final Parameter POINT = required("point", "id of the measurement point");
    static final Parameter CHANNEL = required("channel", "name of the channel");
    static final List<Parameter> RANGE =
        List.of(
            new Parameter("from", Instant.class, false, "begin; a day before the end if left out"),
            new Parameter(
                "to", Instant.class, false, "end, exclusive; the newest data's if left out"));
    static final Parameter POINTS =
        new Parameter("points", Integer.class, false, "most buckets, 1 to 5000; 500 if left out");
    static final Parameter STATUS =
        new Parameter(
            "status", OpenOrAll.class, false, "only what is open, which is the default, or all");

    static Parameter required(String name, String description) {
      return new Parameter(name, String.class, true, description);
    }
  }

  /** Values of the parameter {@code status}. */
  @SuppressWarnings("JavaCase") // as they are written in a query
  enum OpenOrAll {
    open,
    all
  }

  /** Answers one thing. */
  static <T> Operation one(
      String path, String summary, Class<T> answer, Function<Context, T> handler) {
    return get(path, summary, answer, false, handler);
  }

  /** Answers a list. */
  static <T> Operation many(
      String path, String summary, Class<T> element, Function<Context, List<T>> handler) {
    return get(path, summary, element, true, handler);
  }

  private static Operation get(
      String path, String summary, Class<?> answer, boolean many, Function<Context, ?> handler) {
    return new Operation(
        HandlerType.GET,
        path,
        summary,
        List.of(),
        null,
        answer,
        many,
        200,
        JSON,
        List.of(),
        handler);
  }

  /** Takes a wish of a person, who needs one of the permissions; answers that it is accepted. */
  static <T> Operation post(
      String path, String summary, Class<?> body, Class<T> answer, Function<Context, T> handler) {
    return new Operation(
        HandlerType.POST,
        path,
        summary,
        List.of(),
        body,
        answer,
        false,
        202,
        JSON,
        List.of(),
        handler);
  }

  Operation with(Parameter... more) {
    return with(List.of(more));
  }

  Operation with(List<Parameter> more) {
    List<Parameter> all = new ArrayList<>(parameters);
    all.addAll(more);
    return new Operation(
        method, path, summary, all, body, answer, many, status, contentType, permissions, handler);
  }

  Operation needs(Permission... any) {
    return new Operation(
        method,
        path,
        summary,
        parameters,
        body,
        answer,
        many,
        status,
        contentType,
        List.of(any),
        handler);
  }

  /** Answers bytes of another content type: the handler gives a {@code byte[]} or a String. */
  Operation as(String type) {
    return new Operation(
        method, path, summary, parameters, body, answer, many, status, type, permissions, handler);
  }

  /** Answers the same from what is kept ready. */
  Operation prepared(Function<Context, PreparedAnswer> ready) {
    return new Operation(
        method,
        path,
        summary,
        parameters,
        body,
        answer,
        many,
        status,
        contentType,
        permissions,
        ready);
  }
}
