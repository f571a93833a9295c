package io.millwright.ingest.plant;

import io.millwright.contracts.asset.Asset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.Optional;

/**
 * A plant file that machines are added to, each behind the last, everything else untouched. The
 * file is replaced in one step, so that a reader finds the old text or the new one whole, whatever
 * happens; the text before stays beside it as {@code plant.yaml.bak}. Thread-safe within a process.
 */
public final class EditablePlantFile {
  private final Path file;
  private final String plantName;

  /**
   * @param file need not exist yet
   * @param plantName what the plant is called if the file is made
   */
  public EditablePlantFile(Path file, String plantName) {
    this.file = file.toAbsolutePath().normalize();
    this.plantName = plantName;
  }

  public Path path() {
    return file;
  }

  /**
   * What it declares now; empty if it does not exist.
   *
   * @throws InvalidPlantException if it is no plant
   */
  public Optional<Plant> read() {
    return Files.exists(file) ? Optional.of(PlantFile.read(file)) : Optional.empty();
  }

  /**
   * Adds a machine; it is on the disk when this returns.
   *
   * @param note one line about it, written above it as a comment
   * @throws InvalidPlantException if the file is no plant
   * @throws UneditablePlantException if it is written in a form that cannot be added to
   * @throws IOException if it cannot be read or written; it is as it was then
   */
  public synchronized void add(Asset asset, String note)
      throws IOException, UneditablePlantException {
    String name = String.valueOf(file.getFileName());
    if (!Files.exists(file)) {
      Files.createDirectories(file.getParent());
      Plant plant = new Plant(plantName, List.of(asset));
      String made = "# Machines added in the console.\n" + PlantFile.text(plant);
      AssetInsertion.demandSame(name, plant, made);
      replace(file, made);
      return;
    }
    Path real = file.toRealPath(); // a link stays a link
    String before = Files.readString(real);
    String after = AssetInsertion.insert(name, before, asset, note);
    Files.copy(
        real,
        real.resolveSibling(real.getFileName() + ".bak"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
    if (!Files.readString(real).equals(before)) {
      throw new IOException("somebody else is changing it; try again");
    }
    replace(real, after);
  }

  private static void replace(Path target, String text) throws IOException {
    Path part = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".part");
    try {
      try (FileChannel out = FileChannel.open(part, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      PosixFileAttributeView rights =
          Files.getFileAttributeView(part, PosixFileAttributeView.class);
      if (rights != null && Files.exists(target)) {
        rights.setPermissions(Files.getPosixFilePermissions(target));
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
