package io.millwright.ingest.plant;

/**
 * One thing wrong with a plant file.
 *
 * @param line 1-based line of the value at fault; 0 when the file as a whole is
 * @param column 1-based column; 0 when unknown
 * @param path JSON pointer of the value, empty for the document
 * @param message what is wrong and what to do
 */
public record PlantProblem(int line, int column, String path, String message) {
  @Override
  public String toString() {
    String place = line > 0 ? "line " + line + ", column " + column : "file";
    return place + (path.isEmpty() ? "" : " (" + path + ")") + ": " + message;
  }
}
