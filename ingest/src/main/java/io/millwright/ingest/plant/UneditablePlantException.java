package io.millwright.ingest.plant;

/** A plant file is sound and yet cannot be changed by a program without harm; says why. */
public final class UneditablePlantException extends Exception {
  private static final long serialVersionUID = 1L;

  UneditablePlantException(String message) {
    super(message);
  }
}
