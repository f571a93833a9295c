package io.millwright.standalone.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Where one process keeps all it must remember: broker logs, checkpoints, history, models. Locked
 * while open, so that two processes cannot share it by accident; the lock dies with the process.
 */
public final class DataDirectory implements AutoCloseable {
  private final Path root;
  private final boolean temporary;
  private final FileChannel lockFile;

  private DataDirectory(Path root, boolean temporary) {
    this.root = root;
    this.temporary = temporary;
    this.lockFile = lock(root);
  }

  /**
   * Opens a directory that outlives the process; makes it if it is missing.
   *
   * @throws UnusableDirectoryException if it cannot be written or another process has it
   */
  public static DataDirectory open(Path root) {
    try {
      Files.createDirectories(root);
    } catch (IOException e) {
      throw new UnusableDirectoryException(root, "cannot be made: " + reason(e), e);
    }
    return new DataDirectory(root.toAbsolutePath().normalize(), false);
  }

  /** Opens a fresh directory that is deleted on close. */
  public static DataDirectory temporary() {
    try {
      return new DataDirectory(Files.createTempDirectory("millwright-data"), true);
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary directory", e);
    }
  }

  /** Whether a running process has it. */
  public static boolean isInUse(Path root) {
    try (FileChannel ignored = lock(root)) {
      return false;
    } catch (UnusableDirectoryException | IOException e) {
      return true;
    }
  }

  /** Whether it is deleted on close. */
  public boolean isTemporary() {
    return temporary;
  }

  /** The directory itself, absolute. */
  public Path root() {
    return root;
  }

  /** A directory in it, which exists. */
  public Path directory(String name) {
    try {
      return Files.createDirectories(root.resolve(name));
    } catch (IOException e) {
      throw new UnusableDirectoryException(root.resolve(name), "cannot be made: " + reason(e), e);
    }
  }

  /** Releases the lock; deletes everything if temporary. */
  @Override
  public void close() {
    try {
      lockFile.close();
      if (temporary) {
        deleteTree(root);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileChannel lock(Path root) {
    Path file = root.resolve("millwright.lock");
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UnusableDirectoryException(root, "cannot be written: " + reason(e), e);
    }
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
      channel.close();
    } catch (IOException | OverlappingFileLockException e) {
      throw new UnusableDirectoryException(root, "is in use by another millwright", e);
    }
    throw new UnusableDirectoryException(root, "is in use by another millwright", null);
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "")
        + (e.getMessage() == null ? "" : " " + e.getMessage());
  }

  static void deleteTree(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          // A store that still closes may delete its files at the same time.
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
