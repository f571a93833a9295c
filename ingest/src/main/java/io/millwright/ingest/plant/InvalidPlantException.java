package io.millwright.ingest.plant;

import java.util.List;
import java.util.stream.Collectors;

/** A plant file is no plant: every problem found in it, in the order of its lines. */
public final class InvalidPlantException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<PlantProblem> problems;

  InvalidPlantException(String file, List<PlantProblem> problems) {
    super(
        file
            + (problems.size() == 1 ? ": " : ": " + problems.size() + " problems\n  ")
            + problems.stream().map(PlantProblem::toString).collect(Collectors.joining("\n  ")));
    this.problems = List.copyOf(problems);
  }

  public List<PlantProblem> problems() {
    return problems;
  }
}
