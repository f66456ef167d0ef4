package dev.featured.model.world;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.core.FeatureRegistry;
import dev.featured.engine.core.RegistryVisitor;
import dev.featured.engine.core.Remembered;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * 64 bits of everything that was shown, in that order. The same in every run.
 *
 * <p>Records are taken apart, so no component can be forgotten; so are lists and arrays. Whatever
 * else is immutable is taken as a whole and looked at once; what it prints as is what it is.
 */
final class Fingerprint implements RegistryVisitor {
  /** How a record is taken apart. */
  private record Shape(long print, ImmutableList<MethodHandle> components) {}

  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return shape(type);
        }
      };

  // By class: values of many classes have one hash code, such as records without components.
  private static final ClassValue<ConcurrentMap<Object, Long>> OF_VALUES =
      new ClassValue<>() {
        @Override
        protected ConcurrentMap<Object, Long> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  private static final long SEED = 0x9E3779B97F4A7C15L;

  private long hash;

  private Fingerprint(long seed) {
    this.hash = seed;
  }

  static long of(Object value) {
    return of(SEED, value);
  }

  /** With another seed the same value has another one. */
  static long of(long seed, Object value) {
    Fingerprint print = new Fingerprint(seed);
    print.add(value);
    return print.hash;
  }

  private void add(Object value) {
    if (value instanceof Record) {
      addRecord(value);
    } else if (value instanceof Enum<?> constant) {
      number(index(constant));
    } else if (value instanceof Boolean bit) {
      number(bit ? 1 : 0);
    } else if (value instanceof Long number) {
      number(number);
    } else if (value instanceof Integer number) {
      number(number);
    } else if (value instanceof Object[] array) {
      number(array.length);
      for (Object element : array) {
        add(element);
      }
    } else if (value instanceof Optional<?> optional) {
      number(optional.isPresent() ? 1 : 0);
      if (optional.isPresent()) {
        add(optional.get());
      }
    } else if (value instanceof List<?> list) {
      number(list.size());
      for (Object element : list) {
        add(element);
      }
    } else if (value instanceof int[] numbers) {
      number(numbers.length);
      for (int number : numbers) {
        number(number);
      }
    } else if (value instanceof boolean[] bits) {
      number(bits.length);
      for (boolean bit : bits) {
        number(bit ? 1 : 0);
      }
    } else if (value instanceof FeatureRegistry registry) {
      registry.accept(this);
    } else if (value instanceof Remembered<?> remembered) {
      remembered.accept(this);
    } else {
      value(value);
    }
  }

  // A position within this process; the fingerprint of a world is never stored.
  @SuppressWarnings("EnumOrdinal")
  private static int index(Enum<?> constant) {
    return constant.ordinal();
  }

  private void addRecord(Object value) {
    Shape shape = SHAPES.get(value.getClass());
    number(shape.print);
    try {
      for (int i = 0; i < shape.components.size(); i++) {
        add((Object) shape.components.get(i).invokeExact(value));
      }
    } catch (Throwable e) {
      throw new IllegalStateException("no component can fail: " + value, e);
    }
  }

  @Override
  public void id(long id) {
    number(id);
  }

  @Override
  public void number(long number) {
    hash = next(hash, number);
  }

  /** The fingerprint of what was shown before and one more number. */
  static long next(long before, long number) {
    return mix(before * 31 + number);
  }

  @Override
  public void value(Object value) {
    number(lookUp(value));
  }

  private static long lookUp(Object value) {
    if (value instanceof Record || value instanceof List) {
      return of(value);
    }
    ConcurrentMap<Object, Long> prints = OF_VALUES.get(kindOf(value));
    Long known = prints.get(value);
    if (known == null) {
      known = ofUnknown(value);
      prints.put(value, known);
    }
    return known;
  }

  private static long ofUnknown(Object value) {
    if (value instanceof Set<?> set) {
      return set.stream().mapToLong(Fingerprint::of).sum();
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .mapToLong(entry -> mix(of(entry.getKey()) * 31 + of(entry.getValue())))
          .sum();
    }
    String what = value instanceof Enum<?> constant ? constant.name() : value.toString();
    return ofText(value.getClass().getName() + what);
  }

  private static long ofText(String text) {
    long result = 0;
    for (int i = 0; i < text.length(); i++) {
      result = mix(result * 31 + text.charAt(i));
    }
    return result;
  }

  /** Sets are equal whatever their classes are; so are maps. */
  private static Class<?> kindOf(Object value) {
    if (value instanceof Set) {
      return Set.class;
    }
    return value instanceof Map ? Map.class : value.getClass();
  }

  private static Shape shape(Class<?> type) {
    ImmutableList.Builder<MethodHandle> components = ImmutableList.builder();
    for (RecordComponent component : type.getRecordComponents()) {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      try {
        components.add(
            MethodHandles.lookup()
                .unreflect(accessor)
                .asType(MethodType.methodType(Object.class, Object.class)));
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
    return new Shape(ofText(type.getName()), components.build());
  }

  /** The finaliser of splitmix64: every bit of the input reaches every bit of the output. */
  private static long mix(long x) {
    long z = x + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
