/**
 * Bytes of mutable engines: small, versioned by their owners, the same on every machine. Entry
 * point: {@link io.millwright.models.snapshot.SnapshotWriter}.
 */
@NullMarked
package io.millwright.models.snapshot;

import org.jspecify.annotations.NullMarked;
