package io.orderstream.bench.load;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;

/** Asks for the same again and again. */
record GetRequests(URI resource, String token) implements Requests {

  @Override
  public FullHttpRequest next() {
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.GET, resource.getPath(), Unpooled.EMPTY_BUFFER);
    request.headers().set(HttpHeaderNames.HOST, resource.getAuthority());
    request.headers().set(HttpHeaderNames.AUTHORIZATION, "Bearer " + token);
    return request;
  }
}
