package io.millwright.models.detection;

/** There are too few usable feature vectors to say what is normal. */
public final class TooLittleSoundException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  TooLittleSoundException(int least, int usable) {
    super("normal sound needs at least %d feature vectors, %d are usable".formatted(least, usable));
  }
}
