/**
 * Watches what flows through a running Millwright: whether assessments follow scans, how fast, and
 * when all has been read. Entries: {@link io.millwright.standalone.flow.FlowWatch} and {@link
 * io.millwright.standalone.flow.ConsumerLag}.
 */
@NullMarked
package io.millwright.standalone.flow;

import org.jspecify.annotations.NullMarked;
