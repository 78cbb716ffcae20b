package io.orderstream.inventory.web;

import io.orderstream.inventory.domain.IdempotencyKey;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Reads {@code Idempotency-Key}; null where a request has none. */
@Component
class IdempotencyKeyHeader implements HandlerMethodArgumentResolver, WebMvcConfigurer {

  static final String NAME = "Idempotency-Key";
  static final String REPLAYED = "Idempotency-Replayed";

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == IdempotencyKey.class;
  }

  @Override
  public @Nullable IdempotencyKey resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    String[] values = request.getHeaderValues(NAME);
    if (values == null || values.length == 0) {
      return null;
    }
    return InvalidInput.inParameter(NAME, () -> only(values));
  }

  private static IdempotencyKey only(String[] values) {
    if (values.length > 1) {
      throw new IllegalArgumentException("a key is given once");
    }
    return new IdempotencyKey(values[0]);
  }
}
