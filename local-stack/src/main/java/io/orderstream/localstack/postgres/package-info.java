/** A PostgreSQL server of the stack's own. */
@NullMarked
package io.orderstream.localstack.postgres;

import org.jspecify.annotations.NullMarked;
