package io.orderstream.orders.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Reads from {@code Prefer} how long a client waits; null where it does not say. */
@Component
class PreferHeader implements HandlerMethodArgumentResolver, WebMvcConfigurer {

  static final String NAME = "Prefer";

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == WaitPreference.class;
  }

  @Override
  public @Nullable WaitPreference resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    String[] values = request.getHeaderValues(NAME);
    return values == null ? null : WaitPreference.in(List.of(values));
  }
}
