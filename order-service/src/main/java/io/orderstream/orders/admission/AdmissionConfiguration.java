package io.orderstream.orders.admission;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderstream.orders.domain.OnRequest;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;

/** Sets the {@link Admission} before the transactions of what is done {@link OnRequest}. */
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
    DefaultPointcutAdvisor advisor =
        new DefaultPointcutAdvisor(
            AnnotationMatchingPointcut.forMethodAnnotation(OnRequest.class), asked);
    advisor.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return advisor;
  }
}
