/** Orders sent over HTTP at a rate or as fast as they are answered, and what came of them. */
@NullMarked
package io.orderstream.bench.load;

import org.jspecify.annotations.NullMarked;
