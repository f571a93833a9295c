/**
 * What the platform otherwise finds on the network, in this process: broker and stream processor.
 * Entries: {@link io.millwright.standalone.embedded.EmbeddedKafka} and {@link
 * io.millwright.standalone.embedded.EmbeddedFlink}.
 */
@NullMarked
package io.millwright.standalone.embedded;

import org.jspecify.annotations.NullMarked;
