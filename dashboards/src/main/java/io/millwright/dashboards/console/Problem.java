package io.millwright.dashboards.console;

/**
 * A request that is not fulfilled, in the form of RFC 9457 ({@code application/problem+json}).
 *
 * @param status HTTP status
 * @param title what it is, the same for all of its kind
 * @param detail what was wrong here, and what to do
 */
record Problem(int status, String title, String detail) {
  static final String CONTENT_TYPE = "application/problem+json";

  /** Carries a problem to where the answer is made. */
  static final class Exception extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    private Exception(Problem problem) {
      super(problem.detail);
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }

  static Exception invalid(String detail) {
    return new Exception(new Problem(400, "Invalid request", detail));
  }

  static Exception unauthenticated(String detail) {
    return new Exception(new Problem(401, "Token needed", detail));
  }

  static Exception forbidden(String detail) {
    return new Exception(new Problem(403, "Not allowed", detail));
  }

  static Exception notFound(String detail) {
    return new Exception(new Problem(404, "Not found", detail));
  }

  static Exception conflict(String detail) {
    return new Exception(new Problem(409, "Conflict", detail));
  }

  static Exception tooLarge(String detail) {
    return new Exception(new Problem(413, "Content too large", detail));
  }

  static Exception unavailable(String detail) {
    return new Exception(new Problem(503, "Not available", detail));
  }
}
