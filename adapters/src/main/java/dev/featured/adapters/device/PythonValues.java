package dev.featured.adapters.device;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;

/**
 * The values of an expression, with the meaning that Python, and so Jinja2, gives them: texts,
 * booleans, whole numbers, mappings, lists, and null for what is undefined.
 *
 * <p>Jinjava's own meaning is Java's: there the text {@code false} is false and {@code '1' == 1}.
 */
final class PythonValues {
  private PythonValues() {}

  static boolean truth(Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    if (value instanceof Long number) {
      return number != 0;
    }
    if (value instanceof String text) {
      return !text.isEmpty();
    }
    if (value instanceof Collection<?> list) {
      return !list.isEmpty();
    }
    return value instanceof Map<?, ?> mapping && !mapping.isEmpty();
  }

  static boolean equal(Object left, Object right) {
    if (isCollection(left) && isCollection(right)) {
      throw new NotRenderable("mappings and lists cannot be compared");
    }
    return Objects.equals(number(left), number(right));
  }

  static boolean contains(Object container, Object item) {
    if (container == null) {
      return false;
    }
    if (container instanceof Collection<?> list) {
      return list.stream().anyMatch(element -> equal(element, item));
    }
    if (container instanceof Map<?, ?> mapping && !isCollection(item)) {
      return item instanceof String key && mapping.containsKey(key);
    }
    if (container instanceof String text && item instanceof String part) {
      return text.contains(part);
    }
    throw new NotRenderable("'in' needs a list, a text in a text, or a key in a mapping");
  }

  static String text(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Boolean truth) {
      return truth ? "True" : "False";
    }
    if (isCollection(value)) {
      throw new NotRenderable("a mapping or a list cannot be printed");
    }
    return value.toString();
  }

  private static boolean isCollection(Object value) {
    return value instanceof Map || value instanceof Collection;
  }

  /** In Python the booleans are the numbers 1 and 0. */
  private static Object number(Object value) {
    return value instanceof Boolean truth ? Long.valueOf(truth ? 1 : 0) : value;
  }
}
