package dev.featured.adapters.device;

import jinjava.javax.el.ELException;

/**
 * Says why a template cannot be rendered, in words for whoever wrote it. It is an ELException so
 * that Jinjava carries it out of an expression as it is.
 */
final class NotRenderable extends ELException {
  private static final long serialVersionUID = 1L;

  NotRenderable(String message) {
    super(message);
  }
}
