/** What became of orders after they were answered, as the databases tell it. */
@NullMarked
package io.orderstream.bench.settling;

import org.jspecify.annotations.NullMarked;
