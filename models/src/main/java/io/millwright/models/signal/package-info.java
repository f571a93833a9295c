/**
 * Signal processing of vibration and sound: from samples to spectra, envelopes, fault lines and
 * features. The same objects serve training and the jobs. Classes that own work buffers belong to
 * one thread and do not allocate per frame; the arrays they hand out are theirs, valid until the
 * next call. Entry point for a vibration frame: {@link io.millwright.models.signal.FrameSpectrum};
 * for sound: {@link io.millwright.models.signal.ShortTimeSpectrum}.
 */
@NullMarked
package io.millwright.models.signal;

import org.jspecify.annotations.NullMarked;
