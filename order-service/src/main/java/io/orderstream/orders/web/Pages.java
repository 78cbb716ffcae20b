package io.orderstream.orders.web;

import io.orderstream.orders.domain.OrderId;
import io.orderstream.orders.domain.OrderPage;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponents;

/** Answers that show one page of a longer list, with a {@code Link} to the next one. */
final class Pages {

  private Pages() {}

  static <T> ResponseEntity<T> ok(OrderPage page, T body) {
    OrderId next = page.next();
    var response = ResponseEntity.ok();
    if (next != null) {
      response.header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(pageAfter(next)));
    }
    return response.body(body);
  }

  /** Relative, as the service does not know what it is called from outside. */
  private static String pageAfter(OrderId order) {
    UriComponents uri =
        ServletUriComponentsBuilder.fromCurrentRequest().replaceQueryParam("after", order).build();
    return uri.getPath() + "?" + uri.getQuery();
  }
}
