/** Real PostgreSQL, Kafka and access tokens for tests. */
@NullMarked
package io.orderstream.testing;

import org.jspecify.annotations.NullMarked;
