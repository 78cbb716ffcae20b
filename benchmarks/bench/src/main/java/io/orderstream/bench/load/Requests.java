package io.orderstream.bench.load;

import io.netty.handler.codec.http.FullHttpRequest;

/** What is sent, one after another. Not for use by several threads. */
@FunctionalInterface
interface Requests {

  FullHttpRequest next();
}
