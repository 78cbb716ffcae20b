package io.orderstream.orders.admission;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderstream.orders.domain.CancellingOrders;
import io.orderstream.orders.domain.FindingOrders;
import io.orderstream.orders.domain.PlacingOrders;
import io.orderstream.orders.domain.WatchingOrders;
import java.lang.reflect.Method;
import java.util.Set;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;

/** Sets the {@link Admission} before the transactions of what requests ask for. */
@Configuration(proxyBeanMethods = false)
class AdmissionConfiguration {

  @Bean
  Admission admission(AdmissionProperties settings, MeterRegistry meters) {
    return new Admission(settings, meters);
  }

  @Bean
  @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
  static Advisor admissionAdvisor(ObjectProvider<Admission> admission) {
    MethodInterceptor asked = call -> admission.getObject().invoke(call);
    DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(new WhatRequestsAskFor(), asked);
    advisor.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return advisor;
  }

  /** Not what events lead to: that is as much as consumers have threads. */
  private static final class WhatRequestsAskFor extends StaticMethodMatcherPointcut {

    private static final Set<Class<?>> USE_CASES =
        Set.of(
            PlacingOrders.class, CancellingOrders.class, FindingOrders.class, WatchingOrders.class);

    private WhatRequestsAskFor() {
      setClassFilter(USE_CASES::contains);
    }

    @Override
    public boolean matches(Method method, Class<?> useCase) {
      boolean wakesThoseWhoWait =
          useCase == FindingOrders.class && method.getName().equals("findAll");
      return !wakesThoseWhoWait;
    }
  }
}
