/** What this machine can do at most, for comparison. */
@NullMarked
package io.orderstream.bench.limits;

import org.jspecify.annotations.NullMarked;
