/** What a replay has led to. Entry: {@link io.millwright.standalone.replay.ReplayResult}. */
@NullMarked
package io.millwright.standalone.replay;

import org.jspecify.annotations.NullMarked;
