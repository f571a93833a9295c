/**
 * The whole platform in one JVM, with embedded broker, stream processor and store, and the command
 * line. Entry: {@link io.millwright.standalone.StandaloneMain}.
 */
@NullMarked
package io.millwright.standalone;

import org.jspecify.annotations.NullMarked;
