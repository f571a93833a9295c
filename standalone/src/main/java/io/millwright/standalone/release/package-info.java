/**
 * Releases of models over the topics {@code models} and {@code model-bundles}: what the tool and a
 * process that starts do with them. Entry point: {@link
 * io.millwright.standalone.release.ReleaseTopics}.
 */
@NullMarked
package io.millwright.standalone.release;

import org.jspecify.annotations.NullMarked;
