package io.millwright.models.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Real WAVE_FORMAT_EXTENSIBLE: a clip of MIMII with its eight microphones. */
class MimiiWavTest {
  private static final Path AUDIO =
      Path.of(System.getenv().getOrDefault("MILLWRIGHT_DATA", "../../shared/data"))
          .resolve("audio");
  private static final String CLIP = "fan/snr_0dB/id_00/abnormal/00000001.wav";

  @Test
  void firstOfEightMicrophonesIsTheMonoClip() {
    if (!Files.isDirectory(AUDIO)) {
      assertThat(System.getenv("CI")).as("CI must have " + AUDIO).isNotEqualTo("true");
      assumeTrue(false, "no data at " + AUDIO);
    }
    try (WavFile eight = WavFile.open(AUDIO.resolve("mimii_8ch").resolve(CLIP));
        WavFile mono = WavFile.open(AUDIO.resolve("mimii").resolve(CLIP))) {
      assertThat(eight.channels()).isEqualTo(8);
      assertThat(eight.sampleRateHz()).isEqualTo(16000);
      assertThat(eight.samples()).isEqualTo(160000);
      assertThat(eight.readAll(0)).isEqualTo(mono.readAll(0));
    }
  }
}
