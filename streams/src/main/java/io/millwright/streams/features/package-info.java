/**
 * The stage that turns frames of vibration and sound into feature vectors. Entry point: {@link
 * io.millwright.streams.features.MakeFeatures}.
 *
 * <p>What is deterministic: a vector depends on its frame, and on the scans and events that tell
 * what the machine was doing. Topics are read side by side, so a frame waits for a scan that is not
 * older than it, for a short while by the wall clock; what is still unknown then is marked so.
 */
@NullMarked
package io.millwright.streams.features;

import org.jspecify.annotations.NullMarked;
