package io.orderstream.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Has several things done at the same moment. */
final class Race {

  private Race() {}

  /** What each of many got who did the same. */
  static <T> List<T> of(int many, Callable<T> action) {
    return of(Stream.generate(() -> action).limit(many).toList());
  }

  /** What each action led to, in their sequence. */
  static <T> List<T> of(List<Callable<T>> actions) {
    CyclicBarrier start = new CyclicBarrier(actions.size());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures =
          actions.stream()
              .map(
                  action ->
                      threads.submit(
                          () -> {
                            start.await();
                            return action.call();
                          }))
              .toList();
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
