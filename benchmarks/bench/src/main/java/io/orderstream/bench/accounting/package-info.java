/** What processes used, by the operating system's own accounts. */
@NullMarked
package io.orderstream.bench.accounting;

import org.jspecify.annotations.NullMarked;
