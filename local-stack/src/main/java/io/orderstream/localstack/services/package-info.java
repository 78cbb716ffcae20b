/** The platform's own services as processes. */
@NullMarked
package io.orderstream.localstack.services;

import org.jspecify.annotations.NullMarked;
