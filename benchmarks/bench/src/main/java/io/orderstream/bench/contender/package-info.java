/** What is measured: the platform, and the synchronous chain beside it. */
@NullMarked
package io.orderstream.bench.contender;

import org.jspecify.annotations.NullMarked;
