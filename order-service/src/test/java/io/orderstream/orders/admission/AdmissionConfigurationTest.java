package io.orderstream.orders.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.orderstream.orders.domain.CancellingOrders;
import io.orderstream.orders.domain.FindingOrders;
import io.orderstream.orders.domain.SettlingOrders;
import io.orderstream.orders.domain.WatchingOrders;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.aop.PointcutAdvisor;

class AdmissionConfigurationTest {

  private final PointcutAdvisor advisor =
      (PointcutAdvisor) AdmissionConfiguration.admissionAdvisor(mock());

  @Test
  void limitsWhatCallersAskForAndNeitherEventsNorMetrics() {
    assertThat(
            Stream.of(
                    CancellingOrders.class,
                    FindingOrders.class,
                    WatchingOrders.class,
                    SettlingOrders.class)
                .flatMap(useCase -> Stream.of(useCase.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(this::isLimited))
        .extracting(Method::getName)
        .containsExactlyInAnyOrder("cancel", "find", "find", "findStuck");
  }

  private boolean isLimited(Method method) {
    return advisor.getPointcut().getMethodMatcher().matches(method, method.getDeclaringClass());
  }
}
