package dev.timestep.testing;

import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Kernels;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the calls of each kernel: how often a piece of work was split, or done again. */
public final class CallCounter {
  private final Kernels inner;
  private final Map<String, Integer> calls = new ConcurrentHashMap<>();

  /** Counts the standard kernels. */
  public CallCounter() {
    this(Engine.standard().kernels());
  }

  /** Counts those kernels. */
  public CallCounter(Kernels inner) {
    this.inner = inner;
  }

  private interface Call {
    Object make(Method method, Object[] arguments) throws Throwable;
  }

  /** Kernels that count. What a kernel calls itself is not counted. */
  public Kernels kernels() {
    return (Kernels)
        proxy(
            Kernels.class,
            (method, arguments) -> {
              Object result = pass(inner, method, arguments);
              Class<?> type = method.getReturnType();
              return type.isInterface() ? counted(type, result) : result;
            });
  }

  /** A group of kernels. */
  private Object counted(Class<?> type, Object group) {
    return proxy(
        type,
        (method, arguments) -> {
          calls.merge(method.getName(), 1, Integer::sum);
          return pass(group, method, arguments);
        });
  }

  private static Object proxy(Class<?> type, Call call) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> call.make(method, arguments));
  }

  private static Object pass(Object to, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(to, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Calls of one kernel so far. */
  public int calls(String kernel) {
    return calls.getOrDefault(kernel, 0);
  }
}
