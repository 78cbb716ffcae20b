/** A customer of the shop, who shows the platform at work. */
@NullMarked
package io.orderstream.localstack.demo;

import org.jspecify.annotations.NullMarked;
