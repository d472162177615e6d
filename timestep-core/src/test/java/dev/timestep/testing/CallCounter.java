package dev.timestep.testing;

import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Kernels;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The standard kernels, counting the calls of each: how often a piece of work was split. */
public final class CallCounter {
  private final Map<String, Integer> calls = new ConcurrentHashMap<>();

  /** Kernels that count. */
  public Kernels kernels() {
    Kernels inner = Engine.standard().kernels();
    return (Kernels)
        Proxy.newProxyInstance(
            Kernels.class.getClassLoader(),
            new Class<?>[] {Kernels.class},
            (proxy, method, arguments) -> {
              calls.merge(method.getName(), 1, Integer::sum);
              try {
                return method.invoke(inner, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** Calls of one kernel so far. */
  public int calls(String kernel) {
    return calls.getOrDefault(kernel, 0);
  }
}
