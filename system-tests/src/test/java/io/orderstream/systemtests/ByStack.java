package io.orderstream.systemtests;

import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/** Has the classes that need the same stack run one after another, as starting another costs. */
public final class ByStack implements ClassOrderer {

  @Override
  public void orderClasses(ClassOrdererContext context) {
    context.getClassDescriptors().sort(Comparator.comparing(ByStack::make));
  }

  private static String make(ClassDescriptor tests) {
    return tests
        .findAnnotation(OnStack.class)
        .map(stack -> Arrays.toString(stack.value()))
        .orElse("");
  }
}
