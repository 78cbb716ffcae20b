package io.orderstream.systemtests;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs a class's tests against the whole platform. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Stack.class)
@interface OnStack {

  /** What {@code ./stack up} is told beside that; nothing for one process of each. */
  String[] value() default {};
}
