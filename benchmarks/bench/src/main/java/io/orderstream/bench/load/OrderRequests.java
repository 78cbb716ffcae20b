package io.orderstream.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.net.URI;
import java.util.SplittableRandom;
import java.util.UUID;

/** Makes requests for orders, no two of them with the same key. Not for use by several threads. */
final class OrderRequests implements Requests {

  private static final String PATH = "/api/v1/orders";
  private static final AsciiString IDEMPOTENCY_KEY = AsciiString.cached("idempotency-key");

  private final OrderMix mix;
  private final AsciiString host;
  private final AsciiString authorization;
  private final SplittableRandom random = new SplittableRandom();
  private final StringBuilder json = new StringBuilder();

  OrderRequests(OrderMix mix, URI gateway, String token) {
    this.mix = mix;
    this.host = AsciiString.of(gateway.getAuthority());
    this.authorization = AsciiString.of("Bearer " + token);
  }

  @Override
  public FullHttpRequest next() {
    ByteBuf body = Unpooled.wrappedBuffer(body().getBytes(US_ASCII));
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            HttpMethod.POST,
            PATH,
            body,
            DefaultHttpHeadersFactory.headersFactory().withValidation(false),
            DefaultHttpHeadersFactory.trailersFactory());
    HttpHeaders headers = request.headers();
    headers.set(HttpHeaderNames.HOST, host);
    headers.set(HttpHeaderNames.AUTHORIZATION, authorization);
    headers.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
    headers.set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.readableBytes()));
    headers.set(IDEMPOTENCY_KEY, new UUID(random.nextLong(), random.nextLong()).toString());
    return request;
  }

  private String body() {
    int customer = random.nextInt(mix.customers());
    json.setLength(0);
    json.append("{\"customerId\":\"bench-").append(customer).append("\",");
    if (mix.mail()) {
      json.append("\"email\":\"bench-").append(customer).append("@example.org\",");
    }
    json.append("\"lines\":[");
    for (int line = 0; line < mix.lines(); line++) {
      json.append(line == 0 ? "" : ",");
      json.append("{\"sku\":\"").append(sku()).append("\",\"quantity\":1}");
    }
    return json.append("]}").toString();
  }

  private String sku() {
    boolean hot = mix.hotShare() > 0 && random.nextDouble() < mix.hotShare();
    return mix.skus().get(hot ? 0 : random.nextInt(mix.skus().size()));
  }
}
